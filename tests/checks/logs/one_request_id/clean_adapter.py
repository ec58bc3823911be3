"""A dependency makes an adapter with the id of the request."""

import logging
import sys
import uuid
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Response


class WithId(logging.LoggerAdapter):
    def process(self, msg, kwargs):
        return f"[{self.extra['id']}] {msg}", kwargs


base = logging.getLogger("adapted")
base.propagate = False
base.setLevel("INFO")
base.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


def request_logger(response: Response, x_request_id: Annotated[str | None, Header(pattern=r"^[\w-]{1,64}$")] = None):
    id = x_request_id or uuid.uuid4().hex
    response.headers["x-request-id"] = id
    return WithId(base, {"id": id})


@app.get("/orders/{number}")
async def order(number: int, log: Annotated[logging.LoggerAdapter, Depends(request_logger)]) -> int:
    log.info("order %d", number)
    log.info("found")
    return number
