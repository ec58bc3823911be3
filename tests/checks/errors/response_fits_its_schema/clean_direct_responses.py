"""Responses returned as they are, where nothing or exactly this was declared: files, redirects, 204, texts, streams."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from fastapi import Response
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse, StreamingResponse
from pydantic import BaseModel

from tests.checks.errors._base import make_app

app = make_app("problem")


class Ok(BaseModel):
    ok: bool


@app.get("/anything", response_model=None)
async def anything():
    return JSONResponse({"any": "thing"})


@app.get("/typed")
async def typed() -> JSONResponse:
    return JSONResponse([1, 2])


@app.get("/model", response_model=Ok)
async def as_declared():
    return JSONResponse({"ok": True})


@app.get("/source", response_class=FileResponse)
def source() -> FileResponse:
    return FileResponse(Path(__file__), media_type="text/x-python")


@app.get("/go", response_class=RedirectResponse, status_code=302)
def go() -> str:
    return "/typed"


@app.delete("/nothing", status_code=204, response_class=Response)
def nothing() -> Response:
    return Response(status_code=204)


@app.get("/text", response_class=PlainTextResponse)
def text() -> str:
    return "hello"


def lines() -> Iterator[str]:
    yield "a,b\n"
    yield "1,2\n"


@app.get("/rows.csv", responses={200: {"content": {"text/csv": {}}}}, response_class=StreamingResponse)
def rows() -> StreamingResponse:
    return StreamingResponse(lines(), media_type="text/csv")


async def ticks() -> AsyncIterator[str]:
    for n in range(3):
        yield f"data: {n}\n\n"


@app.get("/ticks", response_class=StreamingResponse)
async def stream() -> StreamingResponse:
    return StreamingResponse(ticks(), media_type="text/event-stream")
