"""Bookings are made one at a time in a helper, which is the point of it; readers do not wait."""

import asyncio
import threading
import time

from fastapi import FastAPI

app = FastAPI()
_booking, _cancelling = asyncio.Lock(), threading.Lock()
_seats: list[str] = []


async def _book(name: str) -> int:
    async with _booking:
        number = len(_seats)
        await asyncio.sleep(0.01)
        _seats.append(name)
        return number


def _cancel(name: str) -> None:
    with _cancelling:
        time.sleep(0.005)
        if name in _seats:
            _seats.remove(name)


@app.post("/bookings", status_code=201)
async def book(name: str) -> dict[str, int]:
    return {"seat": await _book(name)}


@app.post("/cancellations")
def cancel(name: str) -> dict[str, str]:
    _cancel(name)
    return {"name": name}


@app.get("/bookings")
async def bookings() -> list[str]:
    await asyncio.sleep(0.005)
    return _seats
