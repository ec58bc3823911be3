"""A module for the configuration, and a constant that is read elsewhere."""

from .main import app
