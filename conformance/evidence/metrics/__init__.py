"""Evidence of what the app measures."""
