"""Two modules that read the environment, each its own variable."""

from .main import app
