"""A package for each feature."""

from .main import app
