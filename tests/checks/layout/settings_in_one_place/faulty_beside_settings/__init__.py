"""Settings, and a route that goes past them."""

from .main import app
