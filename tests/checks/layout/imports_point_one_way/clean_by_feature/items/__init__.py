from .router import router
from .schemas import Item

__all__ = ["Item", "router"]
