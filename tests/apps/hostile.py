"""Operations that hang, spin, die and flood, next to five ordinary ones which deserve their verdicts all the same."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, FastAPI, HTTPException, Path
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, Field

app = FastAPI(title="Hostile")
bad = APIRouter(prefix="/bad", tags=["bad"])
good = APIRouter(prefix="/good", tags=["good"])

HUGE = 200 * 1024 * 1024


@bad.get("/never")
async def never_answers():
    await asyncio.Event().wait()


@bad.post("/never")
async def never_answers_either(body: dict[str, int]):
    await asyncio.Event().wait()


@bad.get("/spin-async")
async def spins_on_the_loop():
    while True:
        pass


@bad.get("/spin-sync")
def spins_in_a_thread():
    while True:
        pass


@bad.get("/sleep-sync")
def sleeps_in_a_thread():
    time.sleep(3600)


@bad.get("/sleep-async")
async def sleeps_on_the_loop():
    time.sleep(3600)


@bad.get("/system-exit")
async def raises_system_exit():
    raise SystemExit(4)


@bad.get("/system-exit-sync")
def raises_system_exit_in_a_thread():
    raise SystemExit(4)


@bad.get("/keyboard-interrupt")
async def raises_keyboard_interrupt():
    raise KeyboardInterrupt


@bad.get("/keyboard-interrupt-sync")
def raises_keyboard_interrupt_in_a_thread():
    raise KeyboardInterrupt


def descend(depth: int) -> int:
    return descend(depth + 1) + 1


@bad.get("/recursion")
async def recurses():
    return descend(0)


@bad.get("/generator-exit")
async def raises_generator_exit():
    raise GeneratorExit


@bad.get("/cancelled")
async def raises_cancelled():
    raise asyncio.CancelledError


@bad.get("/cancels-itself")
async def cancels_its_own_task():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)
    return "never"


async def fast() -> AsyncIterator[bytes]:
    while True:
        yield b"x" * 1024


async def tight() -> AsyncIterator[bytes]:
    while True:
        yield b""


def sync_fast() -> Iterator[bytes]:
    while True:
        yield b"x" * 1024


async def slow_events() -> AsyncIterator[str]:
    number = 0
    while True:
        yield f"data: {number}\n\n"
        number += 1
        await asyncio.sleep(0.2)


@bad.get("/stream-fast")
async def streams_without_end():
    return StreamingResponse(fast(), media_type="application/octet-stream")


@bad.get("/stream-of-nothing")
async def streams_empty_chunks_without_end():
    return StreamingResponse(tight(), media_type="application/octet-stream")


@bad.get("/stream-sync")
def streams_without_end_from_a_thread():
    return StreamingResponse(sync_fast(), media_type="application/octet-stream")


@bad.get("/events")
async def sends_events_without_end():
    return StreamingResponse(slow_events(), media_type="text/event-stream")


@bad.get("/huge")
async def answers_200_megabytes():
    return Response(b"x" * HUGE, media_type="application/octet-stream")


async def huge_chunks() -> AsyncIterator[bytes]:
    chunk = b"x" * 65536
    for _ in range(HUGE // len(chunk)):
        yield chunk


@bad.get("/huge-chunks")
async def answers_200_megabytes_in_chunks():
    return StreamingResponse(huge_chunks(), media_type="application/octet-stream")


@bad.get("/huge-json")
def answers_a_long_list():
    return list(range(3_000_000))


@bad.post("/exit")
async def ends_the_process():
    os._exit(3)


@bad.post("/exit-sync")
def ends_the_process_from_a_thread():
    os._exit(3)


@bad.post("/sigterm")
async def terminates_the_process():
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(0.1)
    return "sent"


@bad.post("/stop-loop")
async def stops_the_loop():
    asyncio.get_running_loop().stop()
    return "stopped"


@bad.post("/allocate")
def allocates():
    block = bytearray(512 * 1024 * 1024)
    block[::4096] = b"x" * len(block[::4096])
    return len(block)


@bad.post("/threads")
def starts_threads():
    for _ in range(200):
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
    return 200


@bad.post("/thread-stays")
def starts_a_thread_that_holds_the_process():
    threading.Thread(target=time.sleep, args=(3600,), daemon=False).start()
    return 1


@bad.get("/swallows-cancellation")
async def swallows_cancellation():
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            continue


@bad.get("/tasks")
async def leaves_tasks_behind():
    for _ in range(100):
        asyncio.create_task(asyncio.sleep(3600))  # noqa: RUF006
    return 100


class Item(BaseModel):
    name: str = Field(min_length=1, max_length=50)
    price: int = Field(ge=0, le=10_000)


ITEMS: dict[int, Item] = {1: Item(name="pen", price=3)}


@good.get("/ping")
async def ping() -> str:
    return "pong"


@good.get("/items")
async def list_items() -> list[Item]:
    return list(ITEMS.values())


@good.post("/items", status_code=201)
async def create_item(item: Item) -> dict[str, int]:
    number = max(ITEMS, default=0) + 1
    ITEMS[number] = item
    return {"id": number}


@good.get("/items/{item_id}", responses={404: {"description": "No such item"}})
def read_item(item_id: Annotated[int, Path(ge=1)]) -> Item:
    if item_id not in ITEMS:
        raise HTTPException(404, "No such item")
    return ITEMS[item_id]


@good.delete("/items/{item_id}", status_code=204, responses={404: {"description": "No such item"}})
def delete_item(item_id: Annotated[int, Path(ge=1)]) -> None:
    if ITEMS.pop(item_id, None) is None:
        raise HTTPException(404, "No such item")


app.include_router(bad)
app.include_router(good)
