"""A middleware that gives requests an id, and a logger that shows it."""

import contextvars
import logging
import sys
import uuid

from fastapi import FastAPI, Request

REQUEST_ID = contextvars.ContextVar("request_id", default="-")


class WithId(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = REQUEST_ID.get()
        return True


def id_logger(name: str, format: str = "%(request_id)s %(message)s") -> logging.Logger:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter(format))
    handler.addFilter(WithId())
    logger = logging.getLogger(name)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    logger.handlers[:] = [handler]
    return logger


def install(app: FastAPI, *, told: bool = True) -> None:
    @app.middleware("http")
    async def request_id(request: Request, call_next):
        id = uuid.uuid4().hex
        REQUEST_ID.set(id)
        response = await call_next(request)
        if told:
            response.headers["X-Request-ID"] = id
        return response
