"""Frames become the bytes of a file."""
