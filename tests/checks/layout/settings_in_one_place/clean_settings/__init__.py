"""One class that reads the environment, and hands on what it read."""

from .main import app
