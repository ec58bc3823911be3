"""Only the start prints."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    print("open for business")
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
