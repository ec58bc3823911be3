"""Blocking in what an operation started: tasks, callbacks, groups."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import anyio
from fastapi import APIRouter, Request

from tests.apps.held.surroundings import PEER

router = APIRouter()
kept: set[asyncio.Task[None]] = set()


async def _innocent() -> int:
    await asyncio.sleep(0.001)
    return 1


@router.get("/child-task")
async def child_task() -> str:
    return await asyncio.create_task(_child())


async def _child() -> str:
    time.sleep(0.02)  # blocks: child-task
    return "child"


@router.get("/forgotten-task")
async def forgotten_task() -> str:
    task = asyncio.create_task(_forgotten())
    kept.add(task)
    task.add_done_callback(kept.discard)
    return "started"


async def _forgotten() -> None:
    await asyncio.sleep(0.001)
    time.sleep(0.02)  # blocks: forgotten-task


@router.get("/call-soon")
async def call_soon() -> str:
    asyncio.get_running_loop().call_soon(_called_soon)
    await asyncio.sleep(0.01)
    return "called"


def _called_soon() -> None:
    time.sleep(0.02)  # blocks: call-soon


@router.get("/call-from-thread")
async def call_from_thread() -> str:
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    await asyncio.to_thread(loop.call_soon_threadsafe, _called_from_thread, done)
    await done.wait()
    return "called"


def _called_from_thread(done: asyncio.Event) -> None:
    time.sleep(0.02)  # blocks: call-from-thread
    done.set()


@router.get("/done-callback")
async def done_callback() -> int:
    task = asyncio.create_task(_innocent())
    task.add_done_callback(_when_done)
    return await task


def _when_done(task: "asyncio.Task[int]") -> None:
    time.sleep(0.02)  # blocks: done-callback


@router.get("/gather")
async def gather() -> int:
    return sum(await asyncio.gather(_innocent(), _innocent(), _guilty(), _innocent()))


async def _guilty() -> int:
    await asyncio.sleep(0.001)
    time.sleep(0.02)  # blocks: gather
    return 1


@router.get("/task-group")
async def task_group() -> str:
    async with anyio.create_task_group() as group:
        group.start_soon(_innocent)
        group.start_soon(_grouped)
    return "grouped"


async def _grouped() -> None:
    time.sleep(0.02)  # blocks: task-group


class _Protocol(asyncio.Protocol):
    def __init__(self, answered: "asyncio.Future[str]") -> None:
        self.answered = answered

    def data_received(self, data: bytes) -> None:
        time.sleep(0.02)  # blocks: protocol
        if not self.answered.done():
            self.answered.set_result(data.decode())


@router.get("/protocol")
async def protocol() -> str:
    loop = asyncio.get_running_loop()
    answered = loop.create_future()
    transport, _ = await loop.create_connection(lambda: _Protocol(answered), *PEER.line)
    transport.write(b"hello\n")
    try:
        return await answered
    finally:
        transport.close()


@router.get("/worker-queue")
async def worker_queue(request: Request) -> str:
    return await request.app.state.ledger.book()


@contextmanager
def _restored() -> Iterator[None]:
    try:
        yield
    finally:
        time.sleep(0.02)  # blocks: cancelled


@router.get("/cancelled")
async def cancelled() -> str:
    with suppress(TimeoutError):
        await asyncio.wait_for(_too_long(), 0.01)
    return "gave up"


async def _too_long() -> None:
    with _restored():
        await asyncio.sleep(60)
