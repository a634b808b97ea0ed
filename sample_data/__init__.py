"""Figures that come with the program: published ones, each file with its source, and a made-up province."""
