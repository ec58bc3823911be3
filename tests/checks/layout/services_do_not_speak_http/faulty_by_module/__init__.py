"""A service that raises by the name of the module, and another by a name it gave."""

from .main import app
