"""A service that takes a function from the routes, where nobody sees it: in a function of its own."""

from .main import app
