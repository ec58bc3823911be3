"""A `return` in `finally`, which ends whatever was raised."""

from fastapi import FastAPI

app = FastAPI()
STOCK = {"pen": 3}


def count(name: str) -> int:
    number = 0
    try:
        number = STOCK.get(name, 0)
    finally:
        return number  # noqa: B012  # fault


@app.get("/stock/{name}")
async def stock(name: str) -> int:
    return count(name)
