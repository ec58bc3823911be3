"""Apps that are laid out well or not."""
