"""Everything is plain text, also what happens to be JSON."""

import logging
import sys

from fastapi import FastAPI

logger = logging.getLogger("shop.all_plain")
logger.propagate = False
logger.setLevel(logging.INFO)
handler = logging.StreamHandler(sys.stderr)
handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
logger.handlers[:] = [handler]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info('{"prices": [1, 2, 3]}')
    logger.info("prices")
    return [1, 2, 3]
