"""What is measured, and against what; every figure is a ratio of two times taken in the same run."""
