"""Work goes to a pool as it should, and its result is waited for as it should not."""

import hashlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request

ALSO = ["concurrency.async-routes-await", "concurrency.loop-stays-free", "concurrency.requests-run-in-parallel"]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with ThreadPoolExecutor(2) as app.state.pool:
        yield


def thumbnail(size: int) -> int:
    return len(hashlib.pbkdf2_hmac("sha256", bytes(size), b"thumbnail", 60_000))


app = FastAPI(lifespan=lifespan)


@app.get("/thumbnails/{size}")
async def read_thumbnail(request: Request, size: int) -> int:
    return request.app.state.pool.submit(thumbnail, size % 1000).result()  # fault
