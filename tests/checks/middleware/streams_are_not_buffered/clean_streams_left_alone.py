"""All that is answered is read whole, but not what is at the one path that streams."""

from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse

app = FastAPI()


@app.middleware("http")
async def minified(request: Request, call_next: Any) -> Response:
    response: Any = await call_next(request)
    if request.url.path.startswith("/events"):
        return response
    body = b"".join([part async for part in response.body_iterator])
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Response(body.strip(), response.status_code, headers)


@app.get("/items")
def items() -> list[str]:
    return ["kettle"]


@app.get("/events/{channel}")
async def events(channel: str) -> StreamingResponse:
    async def parts() -> AsyncIterator[str]:
        yield "data: one\n\n"
        yield "data: two\n\n"

    return StreamingResponse(parts(), media_type="text/event-stream")
