"""Figures that can be read and may still be wrong: held against each other and against what stands."""
