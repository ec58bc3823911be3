"""Apps whose operations take every kind of parameter."""
