"""Starlette's kind of middleware asks for what it has set itself; what goes outwards is in the request's state."""

import uuid
from contextvars import ContextVar
from typing import Any

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware

request_id: ContextVar[str] = ContextVar("request_id", default="")


class RequestId(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        token = request_id.set(uuid.uuid4().hex)
        try:
            response = await call_next(request)
            response.headers["X-Request-ID"] = request_id.get()
            response.headers["X-Total"] = str(getattr(request.state, "total", 0))
            return response
        finally:
            request_id.reset(token)


app = FastAPI()
app.add_middleware(RequestId)


@app.get("/items")
async def items(request: Request) -> list[str]:
    request.state.total = 1
    return ["kettle"]
