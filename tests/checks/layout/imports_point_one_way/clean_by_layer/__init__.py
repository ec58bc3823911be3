"""Routes, services and tables, each above the next; a package of routes hands on what is in it."""

from .main import create_app

app = create_app()
