from os import getenv


def size() -> int:
    return int(getenv("SHOP_PAGE_SIZE", "20"))  # fault
