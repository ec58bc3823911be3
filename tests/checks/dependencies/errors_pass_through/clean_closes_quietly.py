"""What fails while something is opened or closed is passed over; what the endpoint raises is not."""

import contextlib
import logging
from collections.abc import AsyncIterator, Iterator

from fastapi import Depends, FastAPI

logger = logging.getLogger(__name__)


class Cache:
    def __init__(self, url: str) -> None:
        if not url:
            raise ValueError("no url")

    async def close(self) -> None:
        raise OSError("closed already")


async def quiet() -> AsyncIterator[Cache]:
    cache = Cache("memory:")
    try:
        yield cache
    finally:
        try:
            await cache.close()
        except Exception:
            logger.info("could not close it")


async def suppressing() -> AsyncIterator[Cache]:
    cache = Cache("memory:")
    try:
        yield cache
    finally:
        with contextlib.suppress(OSError):
            await cache.close()


def optional() -> Iterator[Cache | None]:
    try:
        cache = Cache("")
    except ValueError:
        logger.info("no cache")
        yield None
    else:
        yield cache


app = FastAPI()


@app.get("/quiet")
async def read_quiet(cache: Cache = Depends(quiet)) -> bool:
    return cache is not None


@app.get("/suppressing")
async def read_suppressing(cache: Cache = Depends(suppressing)) -> bool:
    return cache is not None


@app.get("/optional")
def read_optional(cache: Cache | None = Depends(optional)) -> bool:
    return cache is not None
