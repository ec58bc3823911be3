"""What can be seen of the app while it answers."""
