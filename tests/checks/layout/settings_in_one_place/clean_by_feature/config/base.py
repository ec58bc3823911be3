import os

TITLE = os.environ.get("SHOP_TITLE", "Shop")
