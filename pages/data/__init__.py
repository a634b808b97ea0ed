"""Data: bringing files in, going back, references and targets."""
