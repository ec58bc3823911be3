"""One record, in two places: on the terminal, and as JSON in a file."""

import logging
import logging.handlers
import queue
import tempfile

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

logger = logging.getLogger("shop.crashes")
logger.propagate = False
logger.addHandler(logging.StreamHandler())
logger.addHandler(logging.FileHandler(f"{tempfile.mkdtemp()}/shop.log"))
logger.addHandler(logging.handlers.QueueHandler(queue.Queue(1000)))
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception as error:
        logger.error("unhandled %s", type(error).__name__, exc_info=error)
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
