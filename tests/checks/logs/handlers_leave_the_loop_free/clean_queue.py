"""A queue takes the records, and its own thread sends them."""

import logging
import logging.handlers
import queue
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from tests.checks.logs.handlers_leave_the_loop_free._collector import collector

records: queue.Queue[logging.LogRecord] = queue.Queue()
sending = logging.handlers.HTTPHandler(f"127.0.0.1:{collector()}", "/")
listener = logging.handlers.QueueListener(records, sending)
logger = logging.getLogger("shop.queued_http")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.handlers.QueueHandler(records)]


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    listener.start()
    yield
    listener.stop()


app = FastAPI(lifespan=lifespan)


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
