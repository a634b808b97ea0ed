"""Forum: what was agreed, and what is not finished."""
