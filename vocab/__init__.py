"""The words of the domain: segments, regions, periods, indicators, schemes, and the shape of every row."""
