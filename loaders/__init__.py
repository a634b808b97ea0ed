"""A file becomes rows to be trusted, and the problems that stand in the way."""
