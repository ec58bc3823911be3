"""Evidence of requests that are served at the same time."""
