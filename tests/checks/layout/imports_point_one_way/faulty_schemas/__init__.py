"""Models that are built on one of the module with the operations."""

from .main import app
from .schemas import Item
