"""What can be broken around the app."""
