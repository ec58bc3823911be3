"""A handler reports what went wrong to a tracker before it answers."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.checks.concurrency import _peers

ALSO = ["concurrency.async-routes-await", "concurrency.outbound-calls-time-out", "concurrency.requests-run-in-parallel"]


class Fallback(Exception):
    pass


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with _peers.echoing() as app.state.tracker:
        yield


def report(tracker: tuple[str, int], error: Exception) -> None:
    with socket.create_connection(tracker, timeout=5) as connection:  # fault
        connection.sendall(f"{error!r}\n".encode())  # fault
        connection.recv(100)  # fault


async def handle(request: Request, error: Exception) -> JSONResponse:
    report(request.app.state.tracker, error)
    return JSONResponse({"recommended": []})


app = FastAPI(lifespan=lifespan, exception_handlers={Fallback: handle})


@app.get("/recommended")
async def list_recommended() -> list[str]:
    raise Fallback
