"""Files, and generators in worker threads: what reads them closes them."""

import time
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, StreamingResponse

app = FastAPI()
here = Path(__file__)


def file_lines() -> Iterator[bytes]:
    with here.open("rb") as file:
        yield from file


def slow_lines() -> Iterator[str]:
    for n in range(40):
        yield f"{n}\n"
        time.sleep(0.005)


@app.get("/file")
def read_file() -> StreamingResponse:
    return StreamingResponse(file_lines(), media_type="text/plain")


@app.get("/handle")
def read_handle() -> StreamingResponse:
    return StreamingResponse(here.open("rb"), media_type="text/plain")


@app.get("/download")
async def download() -> FileResponse:
    return FileResponse(here)


@app.get("/slow")
def read_slow() -> StreamingResponse:
    return StreamingResponse(slow_lines(), media_type="text/plain")
