import os

from .reading import word

COLOUR = word("SHOP_COLOUR", "red")
SIZE = os.getenv("SHOP_SIZE")
