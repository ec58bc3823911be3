"""Evidence of what the app logs."""
