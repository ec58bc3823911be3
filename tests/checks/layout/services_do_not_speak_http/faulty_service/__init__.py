"""A service that answers 404 itself."""

from .main import app
