"""One record goes to the terminal and into a file."""

import logging
import sys
import tempfile

from fastapi import FastAPI

logger = logging.getLogger("shop.both")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr), logging.FileHandler(f"{tempfile.mkdtemp()}/shop.log")]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
