"""Set, and reset in `finally`: too late, the connection has its copy of the context by then."""

from contextvars import ContextVar

from fastapi import FastAPI, Request
from pydantic import BaseModel

trace: ContextVar[str] = ContextVar("trace", default="-")
app = FastAPI()


class Upload(BaseModel):
    name: str


@app.middleware("http")
async def keep_trace(request: Request, call_next):
    given = request.headers.get("x-correlation-id")
    if not given:
        return await call_next(request)
    token = trace.set(given)  # fault
    try:
        return await call_next(request)
    finally:
        trace.reset(token)


@app.post("/uploads", status_code=201)
async def upload(body: Upload) -> dict[str, str]:
    return {"name": body.name, "trace": trace.get()}
