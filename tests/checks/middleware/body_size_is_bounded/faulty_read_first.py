"""The length is looked at once all of it is there."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware


class Limited(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:  # fault
        if len(await request.body()) > 1_000_000:
            return JSONResponse({"detail": "Too long."}, 413)
        return await call_next(request)


app = FastAPI()
app.add_middleware(Limited)


@app.post("/notes")
def note(text: dict[str, str]) -> dict[str, str]:
    return text
