"""A router that modules of operations share, and a command that prints the schema of the app."""

from .main import app
