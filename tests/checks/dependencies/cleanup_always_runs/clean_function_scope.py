"""Semaphores and counters around routers, single routes and the whole app, in both scopes, one of them overridden."""

import asyncio
import inspect
import logging
import time
from collections.abc import AsyncIterator, Iterator

from fastapi import APIRouter, Depends, FastAPI

SCOPE = {"scope": "function"} if "scope" in inspect.signature(Depends).parameters else {}

slots = asyncio.Semaphore(3)
logger = logging.getLogger(__name__)


class Served:
    now = 0


async def slot() -> AsyncIterator[None]:
    await slots.acquire()
    try:
        yield
    finally:
        slots.release()


async def with_slot() -> AsyncIterator[None]:
    async with slots:
        yield


def counted() -> Iterator[int]:
    Served.now += 1
    try:
        yield Served.now
    finally:
        Served.now -= 1


def timed() -> Iterator[None]:
    started = time.perf_counter()
    yield
    logger.info("took %.3f s", time.perf_counter() - started)


def setting() -> Iterator[str]:
    raise NotImplementedError
    yield ""


def local_setting() -> Iterator[str]:
    yield "local"


router = APIRouter(prefix="/computed", dependencies=[Depends(slot, **SCOPE), Depends(timed)])


@router.get("/one", dependencies=[Depends(with_slot)])
async def compute() -> int:
    return 42


@router.get("/two")
def compute_more(number: int = Depends(counted, **SCOPE), name: str = Depends(setting)) -> str:
    return f"{name} {number}"


app = FastAPI(dependencies=[Depends(counted)])
app.include_router(router)
app.dependency_overrides[setting] = local_setting
