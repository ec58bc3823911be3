"""A handler keeps errors to be sent elsewhere, beside short lines for people."""

import logging
import sys
from collections import deque

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


class Short(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname} {record.getMessage()}"


class Reporter(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.events: deque = deque(maxlen=100)

    def emit(self, record: logging.LogRecord) -> None:
        self.events.append((record.getMessage(), record.exc_info))


log = logging.getLogger("reported")
log.propagate = False
_h = logging.StreamHandler(sys.stderr)
_h.setFormatter(Short())
log.handlers[:] = [_h, Reporter()]
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        log.exception("unhandled")
        return JSONResponse({"detail": "failed"}, 500)


@app.get("/prices")
def prices() -> list[int]:
    return [1]
