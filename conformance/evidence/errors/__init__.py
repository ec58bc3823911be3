"""Evidence of failures, and of what is answered then."""
