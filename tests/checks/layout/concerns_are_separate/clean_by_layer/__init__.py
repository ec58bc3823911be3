"""A folder for each layer."""

from .main import app
