"""The id of a request is made by the app, and kept where the next one overwrites it."""

import uuid

from fastapi import FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware

app = FastAPI()


class Trace:
    id = ""


class TraceMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        Trace.id = uuid.uuid4().hex  # fault
        response = await call_next(request)
        response.headers["X-Trace-ID"] = Trace.id
        return response


app.add_middleware(TraceMiddleware)


@app.get("/stock")
async def stock() -> dict[str, int]:
    return {"pens": 12}
