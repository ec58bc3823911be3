"""A dependency pretty-prints headers to standard error for all operations."""

import pprint
import sys

from fastapi import Depends, FastAPI, Request


async def peek(request: Request) -> None:
    pprint.pprint(request.headers.get("accept"), stream=sys.stderr)  # fault


app = FastAPI(dependencies=[Depends(peek)])


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]


@app.get("/orders")
async def orders() -> list[int]:
    return [1]
