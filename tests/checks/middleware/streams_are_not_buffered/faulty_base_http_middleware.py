"""A tag for every answer, events among them: the page that listens gets nothing as long as there are more."""

import hashlib
from collections.abc import AsyncIterator
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.middleware.base import BaseHTTPMiddleware


class Tagged(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Response:  # fault
        response = await call_next(request)
        body = b""
        async for part in response.body_iterator:
            body += part
        made = Response(body, response.status_code, dict(response.headers))
        made.headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        return made


app = FastAPI()
app.add_middleware(Tagged)


@app.get("/items")
def items() -> list[str]:
    return ["kettle"]


@app.get("/events")
async def events() -> StreamingResponse:
    async def parts() -> AsyncIterator[str]:
        for number in range(3):
            yield f"data: {number}\n\n"

    return StreamingResponse(parts(), media_type="text/event-stream")
