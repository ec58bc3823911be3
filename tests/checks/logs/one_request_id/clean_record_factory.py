"""The team's own factory of records adds the id, and a handler of its own sends it on."""

import logging

from fastapi import FastAPI

from tests.checks.logs.one_request_id._ids import REQUEST_ID, install


class Sending(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.last: tuple[str, str] = ("", "")

    def emit(self, record: logging.LogRecord) -> None:
        record.request_id = REQUEST_ID.get()
        self.last = record.request_id, record.getMessage()


logger = logging.getLogger("shop.sending")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [Sending()]
app = FastAPI()
install(app)


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
