"""A package per feature, whose service takes a rule out of its router, when it is called."""

from .main import app
