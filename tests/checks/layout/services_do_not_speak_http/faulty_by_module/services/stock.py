import fastapi

STOCK = {"chair": 3}


def take(thing: str) -> int:
    if thing not in STOCK:
        raise fastapi.HTTPException(fastapi.status.HTTP_404_NOT_FOUND, "no such thing")  # fault
    return STOCK[thing]
