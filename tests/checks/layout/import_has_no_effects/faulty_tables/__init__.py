"""Tables that are created when the package is imported, in a module two imports away."""

from .main import app
