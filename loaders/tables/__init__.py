"""Which tables stand on a sheet, what is said around them, and what several of them say together."""
