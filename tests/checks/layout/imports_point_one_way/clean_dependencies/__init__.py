"""What operations depend on is beside the routes: it may know the one for logging in."""

from .main import app
