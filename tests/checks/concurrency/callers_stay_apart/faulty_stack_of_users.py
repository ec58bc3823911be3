"""Who acts is on a stack that all requests push to and pop from."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI, Header

app = FastAPI()
_acting: list[str] = []


@contextmanager
def acting_as(user: str) -> Iterator[None]:
    _acting.append(user)  # fault
    try:
        yield
    finally:
        _acting.pop()


@app.get("/basket")
async def basket(x_user: str = Header("guest")) -> dict[str, str]:
    with acting_as(x_user):
        await asyncio.sleep(0)
        return {"owner": _acting[-1]}
