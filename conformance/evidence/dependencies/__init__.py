"""Evidence of what requests open, keep and give back."""
