"""Evidence of what stands in front of the routes."""
