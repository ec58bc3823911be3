class NotFound(Exception):
    """There is no such item."""


def find(item_id: int) -> str:
    if item_id != 1:
        raise NotFound(item_id)
    return "first"
