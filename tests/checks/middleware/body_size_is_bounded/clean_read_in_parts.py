"""Starlette's kind of middleware reads the body part by part, and stops at the limit."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def limited(request: Request, call_next: Any) -> Any:
    if (
        request.headers.get("content-length", "0").isdigit()
        and int(request.headers.get("content-length", 0)) > 2_000_000
    ):
        return JSONResponse({"detail": "Too long."}, 413)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > 2_000_000:
            return JSONResponse({"detail": "Too long."}, 413)
    request._body = bytes(body)
    return await call_next(request)


@app.post("/notes")
def note(text: dict[str, str]) -> dict[str, str]:
    return text
