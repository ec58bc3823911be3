from .schemas import Item
from .tables import ItemRow

__all__ = ["Item", "ItemRow"]
