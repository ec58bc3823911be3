"""What blocks, blocks a thread of its own."""

import asyncio
import functools
import hashlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Annotated

import anyio
import anyio.to_thread
import requests
from fastapi import APIRouter, BackgroundTasks, Depends
from starlette.concurrency import run_in_threadpool

from tests.apps.held.surroundings import FOLDER, PEER, SQLITE
from tests.apps.held.vendors.pricing import price

router = APIRouter()
pool = ThreadPoolExecutor(2)


def _nap() -> str:
    time.sleep(0.02)
    return "slept"


@router.get("/def")
def in_def() -> str:
    return _nap()


@router.get("/def-sqlite3")
def in_def_sqlite3() -> int:
    with closing(sqlite3.connect(SQLITE)) as connection:
        return int(connection.execute("select count(*) from held_books").fetchone()[0])


@router.get("/def-file")
def in_def_file() -> int:
    return (FOLDER / "def.txt").write_text("words", encoding="utf-8") + len((FOLDER / "large.bin").read_bytes())


@router.get("/def-vendor")
def in_def_vendor() -> int:
    return price("apple")


@router.get("/def-dependency")
async def def_dependency(slept: Annotated[str, Depends(_nap)]) -> str:
    return slept


def _unit() -> Iterator[str]:
    time.sleep(0.01)
    yield "unit"
    time.sleep(0.01)


@router.get("/def-cleanup")
async def def_cleanup(unit: Annotated[str, Depends(_unit)]) -> str:
    return unit


class Loader:
    def __init__(self) -> None:
        time.sleep(0.01)

    def load(self) -> str:
        return "loaded"


@router.get("/class-dependency")
async def class_dependency(loader: Annotated[Loader, Depends()]) -> str:
    return loader.load()


@router.get("/def-background")
async def def_background(tasks: BackgroundTasks) -> str:
    tasks.add_task(_nap)
    return "later"


@router.get("/to-thread")
async def to_thread() -> str:
    return await asyncio.to_thread(_nap)


@router.get("/to-thread-sleep")
async def to_thread_sleep() -> str:
    await asyncio.to_thread(time.sleep, 0.02)
    return "slept"


@router.get("/default-executor")
async def default_executor() -> str:
    return await asyncio.get_running_loop().run_in_executor(None, functools.partial(_nap))


@router.get("/own-executor")
async def own_executor() -> str:
    return await asyncio.get_running_loop().run_in_executor(pool, _nap)


@router.get("/threadpool")
async def threadpool() -> str:
    return await run_in_threadpool(_nap)


@router.get("/anyio-thread")
async def anyio_thread() -> str:
    return await anyio.to_thread.run_sync(_nap)


@router.get("/requests-in-thread")
async def requests_in_thread() -> str:
    response = await asyncio.to_thread(requests.get, PEER.url, timeout=5)
    return response.text


@router.get("/hash-in-thread")
async def hash_in_thread() -> str:
    key = await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha256", b"secret", b"salt", 400_000)
    return key.hex()


@router.get("/submit-and-wrap")
async def submit_and_wrap() -> str:
    return await asyncio.wrap_future(pool.submit(_nap))


@router.get("/thread-start")
async def thread_start() -> str:
    threading.Thread(target=_nap, daemon=True).start()
    return "started"


@router.get("/from-thread")
async def from_thread() -> str:
    return await anyio.to_thread.run_sync(_back_and_forth)


def _back_and_forth() -> str:
    anyio.from_thread.run(asyncio.sleep, 0.01)
    return _nap()
