import os

SIZE = int(os.environ.get("SHOP_SIZE", "20"))
