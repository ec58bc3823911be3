"""A circle of whole modules, by their full names."""

from .main import app
