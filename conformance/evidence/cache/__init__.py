"""Evidence of caches, in Redis, in memory and in between."""
