"""Lines go into a file and to the terminal."""

import logging
import logging.handlers
import sys
import tempfile

from fastapi import FastAPI

file = logging.handlers.RotatingFileHandler(f"{tempfile.mkdtemp()}/shop.log", maxBytes=10_000_000)
logger = logging.getLogger("shop.into_file")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [file, logging.StreamHandler(sys.stderr)]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
