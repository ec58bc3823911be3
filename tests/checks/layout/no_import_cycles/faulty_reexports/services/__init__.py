from .base import Service
from .shop import Shop

__all__ = ["Service", "Shop"]
