"""A module that has many things by name, and defines only its operations."""

from .api import app
