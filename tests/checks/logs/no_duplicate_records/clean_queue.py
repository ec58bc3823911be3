"""A queue, its listener, and the terminal: each record is written once, in a thread of its own."""

import logging
import logging.handlers
import queue
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

records: queue.Queue[logging.LogRecord] = queue.Queue()
listener = logging.handlers.QueueListener(records, logging.StreamHandler(sys.stderr))
logger = logging.getLogger("shop.queue")
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
