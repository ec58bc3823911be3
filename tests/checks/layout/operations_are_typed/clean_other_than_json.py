"""Streams, files, pages and redirects: there is no model of what is in them."""

from collections.abc import AsyncIterator

from fastapi import FastAPI, Response
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, StreamingResponse

app = FastAPI()


async def parts() -> AsyncIterator[str]:
    yield "part"


@app.get("/stream")
async def read_stream() -> StreamingResponse:
    return StreamingResponse(parts())


@app.get("/page", response_class=HTMLResponse)
async def read_page():
    return "<p>"


@app.get("/file")
async def read_file():
    return FileResponse(__file__)


@app.get("/old")
async def read_old(asked: bool = False):
    if asked:
        return RedirectResponse("/page")
    answer = PlainTextResponse("gone", status_code=410)
    answer.headers["x-gone"] = "yes"
    return answer


@app.get("/raw")
async def read_raw() -> Response:
    return Response(b"raw")


def rendered(name: str):
    return HTMLResponse(f"<p>{name}")


@app.get("/rendered")
async def read_rendered():
    return rendered("first")
