"""A helper that two operations share suppresses everything."""

import contextlib

from fastapi import FastAPI

COUNTS = {"seen": 0}
app = FastAPI()


def count() -> None:
    with contextlib.suppress(Exception):  # fault
        COUNTS["seen"] += 1


@app.get("/prices")
def prices() -> list[int]:
    count()
    return [1, 2, 3]


@app.get("/orders")
async def orders() -> list[int]:
    count()
    return [1]
