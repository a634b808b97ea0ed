"""Pure functions from frame to frame; no file, clock, database or screen."""
