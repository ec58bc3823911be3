"""Lines for the terminal, and lines that a thread of the logging module writes to a file."""

import logging
import logging.handlers
import queue
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog
from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint

console = logging.getLogger("tests.shop.console")
console.addHandler(logging.StreamHandler(sys.stderr))
console.setLevel(logging.INFO)
audit = logging.getLogger("tests.shop.audit")
audit.setLevel(logging.INFO)
audit.propagate = False
structured = structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=[structlog.processors.JSONRenderer()])


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    lines: queue.Queue[logging.LogRecord] = queue.Queue()
    with tempfile.TemporaryDirectory() as folder:
        file = logging.FileHandler(Path(folder) / "audit.log", encoding="utf-8")
        listener = logging.handlers.QueueListener(lines, file)
        audit.handlers[:] = [logging.handlers.QueueHandler(lines)]
        listener.start()
        yield
        listener.stop()
        file.close()


app = FastAPI(lifespan=lifespan)


@app.middleware("http")
async def logged(request: Request, call_next: RequestResponseEndpoint) -> Response:
    response = await call_next(request)
    structured.info("request", path=request.url.path, status=response.status_code)
    return response


@app.get("/items/{item_id}")
async def read_item(item_id: int) -> dict[str, int]:
    console.info("item %d is read", item_id)
    audit.info("item %d is read", item_id)
    print("item", item_id, file=sys.stderr)
    try:
        return {"id": 12 // (item_id * 0)}
    except ZeroDivisionError:
        console.exception("no price")
    return {"id": item_id}
