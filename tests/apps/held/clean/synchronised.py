"""Waiting without holding, and locks nobody else holds."""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import anyio
from fastapi import APIRouter

router = APIRouter()
mutex = threading.Lock()
reentrant = threading.RLock()
box: "queue.SimpleQueue[int]" = queue.SimpleQueue()
line: "queue.Queue[int]" = queue.Queue()
turn = asyncio.Lock()
seats = asyncio.Semaphore(1)


@router.get("/asyncio-sleep")
async def asyncio_sleep() -> str:
    await asyncio.sleep(0.02)
    return "slept"


@router.get("/sleep-zero")
async def sleep_zero() -> str:
    time.sleep(0)
    await asyncio.sleep(0)
    return "went on"


@router.get("/asyncio-lock")
async def asyncio_lock() -> str:
    async def hold() -> None:
        async with turn:
            await asyncio.sleep(0.01)

    await asyncio.gather(hold(), hold())
    return "in turn"


@router.get("/asyncio-semaphore")
async def asyncio_semaphore() -> str:
    async with seats:
        await asyncio.sleep(0.01)
    return "seated"


@router.get("/asyncio-queue")
async def asyncio_queue() -> int:
    numbers: asyncio.Queue[int] = asyncio.Queue()
    asyncio.get_running_loop().call_later(0.01, numbers.put_nowait, 7)
    return await numbers.get()


@router.get("/asyncio-event")
async def asyncio_event() -> bool:
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, event.set)
    return await event.wait()


@router.get("/wait-for")
async def wait_for() -> str:
    await asyncio.wait_for(asyncio.sleep(0.01), 5)
    return "in time"


@router.get("/timed-out")
async def timed_out() -> str:
    with suppress(TimeoutError):
        async with asyncio.timeout(0.01):
            await asyncio.sleep(60)
    return "too late"


@router.get("/task-group")
async def task_group() -> int:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.sleep(0.01, number)) for number in range(3)]
    return sum(task.result() for task in tasks)


@router.get("/anyio-group")
async def anyio_group() -> str:
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.sleep, 0.01)
        group.start_soon(anyio.sleep, 0.02)
    return "grouped"


@router.get("/gather-many")
async def gather_many() -> int:
    return len(await asyncio.gather(*(asyncio.sleep(0.001 * number) for number in range(20))))


@router.get("/free-lock")
async def free_lock() -> str:
    with mutex, reentrant:
        return "mine"


@router.get("/lock-tried")
async def lock_tried() -> bool:
    if taken := mutex.acquire(blocking=False):
        mutex.release()
    return taken


@router.get("/queue-filled")
async def queue_filled() -> int:
    box.put(1)
    line.put(1)
    return box.get() + line.get()


@router.get("/thread-event-set")
async def thread_event_set() -> bool:
    event = threading.Event()
    event.set()
    return event.wait(1)


@router.get("/future-done")
async def future_done() -> int:
    future = asyncio.get_running_loop().run_in_executor(None, int, "7")
    await asyncio.wait([future])
    return future.result()


@asynccontextmanager
async def _slow_door() -> AsyncIterator[None]:
    await asyncio.sleep(0.01)
    yield
    await asyncio.sleep(0.01)


@router.get("/async-context")
async def async_context() -> str:
    async with _slow_door():
        return "inside"
