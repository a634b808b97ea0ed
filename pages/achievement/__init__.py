"""Capaian: how far we are."""
