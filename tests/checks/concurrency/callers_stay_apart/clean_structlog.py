"""structlog's context variables carry the id of the request."""

import asyncio

import structlog
from fastapi import FastAPI, Request

structlog.configure(
    processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()],
)
log = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def bind(request: Request, call_next):
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request.headers.get("x-request-id", "-"))
    return await call_next(request)


@app.get("/jobs")
async def jobs() -> list[str]:
    await asyncio.sleep(0)
    log.info("jobs are read")
    return []
