"""structlog's variables are cleared at the beginning of every request."""

import structlog
from fastapi import FastAPI, Request

log = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def bind(request: Request, call_next):
    structlog.contextvars.clear_contextvars()
    if "x-request-id" in request.headers:
        structlog.contextvars.bind_contextvars(request_id=request.headers["x-request-id"])
    return await call_next(request)


@app.get("/jobs")
async def jobs() -> list[str]:
    log.info("jobs are read")
    return []
