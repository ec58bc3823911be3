"""Every record is sent by HTTP while everybody waits."""

import logging
import logging.handlers

from fastapi import FastAPI

from tests.checks.logs.handlers_leave_the_loop_free._collector import collector

logger = logging.getLogger("shop.http")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.handlers.HTTPHandler(f"127.0.0.1:{collector()}", "/")]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")  # fault
    return [1, 2, 3]
