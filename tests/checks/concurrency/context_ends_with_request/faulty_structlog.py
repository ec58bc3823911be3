"""structlog's variables are bound for callers that send an id, and never cleared."""

import structlog
from fastapi import FastAPI, Request

log = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def bind(request: Request, call_next):
    if "x-request-id" in request.headers:
        structlog.contextvars.bind_contextvars(request_id=request.headers["x-request-id"])  # fault
    return await call_next(request)


@app.get("/jobs")
async def jobs() -> list[str]:
    log.info("jobs are read")
    return []
