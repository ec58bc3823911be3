import os

COLOUR = os.getenv("SHOP_COLOUR", "red")
SIZE = "SHOP_SIZE"
