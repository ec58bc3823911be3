import os

COLOUR = os.getenv("SHOP_COLOUR", "red")
