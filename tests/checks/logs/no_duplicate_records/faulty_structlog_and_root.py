"""structlog renders, and both its own logger and the root write."""

import logging
import sys

import structlog
from fastapi import FastAPI

structlog.configure(
    processors=[structlog.stdlib.add_log_level, structlog.processors.JSONRenderer()],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
)
root = logging.getLogger()
root.setLevel(logging.INFO)
root.handlers[:] = []
root.addHandler(logging.StreamHandler(sys.stdout))
api = logging.getLogger("structapi")
api.handlers[:] = []
api.addHandler(logging.StreamHandler(sys.stdout))  # fault
log = structlog.get_logger("structapi")
app = FastAPI()


@app.get("/orders/{number}")
async def order(number: int) -> int:
    log.info("order", number=number)
    return number
