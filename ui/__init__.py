"""The shell, and what pages share: session, filters, cached data, blocks."""
