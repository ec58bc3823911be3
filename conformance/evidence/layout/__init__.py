"""Evidence of how the code of the app is laid out."""
