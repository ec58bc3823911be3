"""What is sent by HTTP is logged in worker threads only."""

import logging
import logging.handlers

from fastapi import FastAPI

from tests.checks.logs.handlers_leave_the_loop_free._collector import collector

logger = logging.getLogger("shop.worker")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.handlers.HTTPHandler(f"127.0.0.1:{collector()}", "/")]
app = FastAPI()


@app.get("/prices")
def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
