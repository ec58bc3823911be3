"""Tables that take a number from the routes."""

from .main import app
