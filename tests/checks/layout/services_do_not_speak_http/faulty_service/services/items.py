from fastapi import HTTPException, status

ITEMS = {1: "first"}


def find(item_id: int) -> str:
    if item_id not in ITEMS:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "no such item")  # fault
    return ITEMS[item_id]
