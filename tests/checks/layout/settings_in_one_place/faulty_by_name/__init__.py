"""The environment by names that were given to it, in two modules that are no settings."""

from .main import app
