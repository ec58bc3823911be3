"""A package, but one of its modules has all: a table, models, settings and operations."""

from .api import app
