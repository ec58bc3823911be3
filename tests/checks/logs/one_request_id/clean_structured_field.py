"""The id is in a field of the event alone, bound by structlog's context variables."""

import uuid

import structlog
from fastapi import FastAPI, Request
from structlog.contextvars import bound_contextvars

structlog.configure(processors=[structlog.contextvars.merge_contextvars, structlog.processors.JSONRenderer()])
logger = structlog.get_logger()
app = FastAPI()


@app.middleware("http")
async def request_id(request: Request, call_next):
    id = request.headers.get("x-correlation-id", "")[:36] or str(uuid.uuid4())
    with bound_contextvars(correlation_id=id):
        response = await call_next(request)
    response.headers["X-Correlation-ID"] = id
    return response


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    logger.info("more prices")
    return [1, 2, 3]
