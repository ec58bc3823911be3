"""A handler of the team's own prints what it is given."""

import logging

from fastapi import FastAPI


class Printing(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record))


logger = logging.getLogger("shop.printing")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [Printing()]
app = FastAPI()


@app.get("/prices")
def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
