"""Printed tables of any orientation: a figure is what its column, its row and the words around the table say of it."""
