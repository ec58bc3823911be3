"""One handler fails, and logging complains of it on the very stream that the other one writes to."""

import logging
import sys

from fastapi import FastAPI


class Archive(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        try:
            raise OSError("the archive is read-only")
        except OSError:
            self.handleError(record)


logger = logging.getLogger("shop.archived")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [logging.StreamHandler(sys.stderr), Archive()]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
