"""Plain ASGI that asks for a length and believes it: a chunked body may be longer than it says."""

from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers


class Limited:
    def __init__(self, app: Any, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] == "http" and scope["method"] in ("POST", "PUT"):
            length = Headers(scope=scope).get("content-length", "")
            if not length.isdigit():
                await JSONResponse({"detail": "How long is it?"}, 411)(scope, receive, send)
                return
            if int(length) > self.limit:
                await JSONResponse({"detail": "Too long."}, 413)(scope, receive, send)
                return
        await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Limited, limit=1_000_000)


@app.post("/notes")
def note(text: dict[str, str]) -> dict[str, str]:
    return text
