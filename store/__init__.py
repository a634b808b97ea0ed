"""Where rows are kept; the only package that speaks SQL."""
