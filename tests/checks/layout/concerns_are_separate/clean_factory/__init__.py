"""A factory in a package that has a module for each concern, all of them small."""

from .app import create_app

app = create_app()
