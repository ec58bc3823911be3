"""Types of each other, by typing.TYPE_CHECKING and by a name in quotes; registries that are filled from outside."""

from .main import app
