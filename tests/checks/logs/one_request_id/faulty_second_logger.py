"""Only one of two loggers shows the id."""

import logging
import sys

from fastapi import FastAPI

from tests.checks.logs.one_request_id._ids import id_logger, install

logger = id_logger("shop.with_id")
other = logging.getLogger("shop.without_id")
other.propagate = False
other.setLevel(logging.INFO)
other.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()
install(app)


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    other.info("prices were asked for")  # fault
    logger.info("done")
    return [1, 2, 3]
