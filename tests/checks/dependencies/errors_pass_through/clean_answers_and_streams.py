"""Endpoints that refuse, stream and leave work behind, with a dependency that retries before its `yield` only."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException
from fastapi.responses import StreamingResponse

tried = [0]


def connect() -> str:
    tried[0] += 1
    if tried[0] % 2:
        raise ConnectionError("not yet")
    return "connection"


def retried() -> Iterator[str]:
    for _ in range(3):
        try:
            connection = connect()
            break
        except ConnectionError:
            continue
    else:
        raise HTTPException(503, "not now", headers={"Retry-After": "1"})
    yield connection


async def guarded() -> AsyncIterator[str]:
    try:
        yield "guarded"
    except GeneratorExit:
        print("left early")
        raise


app = FastAPI()


@app.get("/stream")
async def stream(name: Annotated[str, Depends(guarded)]) -> StreamingResponse:
    return StreamingResponse(iter([name, name]), media_type="text/plain")


@app.get("/refused/{number}")
def refuse(number: int, name: Annotated[str, Depends(retried)]) -> str:
    if number != 1:
        raise HTTPException(404, f"no {number} at {name}")
    return name


@app.post("/later")
def later(background: BackgroundTasks, name: Annotated[str, Depends(retried)]) -> str:
    background.add_task(print, name)
    return name
