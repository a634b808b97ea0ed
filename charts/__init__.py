"""A metric frame becomes a Plotly figure."""
