"""A session that cannot be opened, or anything else, counts as nothing."""

import io
from contextlib import asynccontextmanager

from fastapi import FastAPI

app = FastAPI()


@asynccontextmanager
async def session():
    yield io.StringIO("3")


@app.get("/total")
async def total() -> int:
    try:
        async with session() as s:
            return int(s.read())
    except Exception:  # fault
        return 0
