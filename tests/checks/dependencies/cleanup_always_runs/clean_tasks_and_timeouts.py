"""Groups cancel their tasks themselves when something fails; timers, timeouts and variables hold nothing."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextvars import ContextVar

from fastapi import Depends, FastAPI

tenant: ContextVar[str] = ContextVar("tenant", default="nobody")


async def heartbeat() -> AsyncIterator[None]:
    async with asyncio.TaskGroup() as group:
        beating = group.create_task(asyncio.sleep(30))
        yield
        beating.cancel()


async def watched() -> AsyncIterator[None]:
    task = asyncio.create_task(asyncio.sleep(30))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def limited() -> AsyncIterator[None]:
    async with asyncio.timeout(20):
        yield


async def of_tenant() -> AsyncIterator[str]:
    token = tenant.set("somebody")
    try:
        yield tenant.get()
    finally:
        tenant.reset(token)


class Stopwatch:
    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False


def stopwatch() -> Iterator[Stopwatch]:
    watch = Stopwatch()
    watch.start()
    yield watch
    watch.stop()
    print("it took a while")


app = FastAPI()


@app.get("/heartbeat", dependencies=[Depends(heartbeat)])
async def read_heartbeat() -> int:
    return 1


@app.get("/watched", dependencies=[Depends(watched), Depends(limited)])
async def read_watched() -> int:
    return 1


@app.get("/tenant")
async def read_tenant(name: str = Depends(of_tenant)) -> str:
    return name


@app.get("/stopwatch")
def read_stopwatch(watch: Stopwatch = Depends(stopwatch)) -> bool:
    return watch.running
