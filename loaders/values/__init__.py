"""What one cell or one column of cells says: counts, months, areas, labels."""
