"""Evidence of who gets in, and of what gets out."""
