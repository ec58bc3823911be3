"""A team that writes `def` everywhere: the threadpool waits for it."""

import time
from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse

app = FastAPI()


class Missing(Exception):
    pass


@app.exception_handler(Missing)
def answer_missing(request: Request, error: Missing) -> JSONResponse:
    time.sleep(0.02)
    return JSONResponse({"found": None})


def connection() -> Iterator[str]:
    time.sleep(0.01)
    yield "connection"
    time.sleep(0.01)


def notify() -> None:
    time.sleep(0.02)


def lines() -> Iterator[str]:
    for number in range(2):
        time.sleep(0.01)
        yield f"{number}\n"


@app.get("/items")
def list_items(used: Annotated[str, Depends(connection)], tasks: BackgroundTasks) -> list[str]:
    time.sleep(0.02)
    tasks.add_task(notify)
    return [used]


@app.get("/missing")
def read_missing() -> str:
    raise Missing


@app.get("/lines")
def read_lines() -> StreamingResponse:
    return StreamingResponse(lines())
