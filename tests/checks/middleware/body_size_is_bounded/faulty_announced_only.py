"""The header is asked, and nobody has to send one."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

LIMIT = 1_000_000
app = FastAPI()


@app.middleware("http")
async def limited(request: Request, call_next: Any) -> Any:  # fault
    if int(request.headers.get("content-length", "0")) > LIMIT:
        return JSONResponse({"detail": "Too long."}, 413)
    return await call_next(request)


@app.post("/notes")
async def note(text: dict[str, str]) -> dict[str, str]:
    return text
