"""A log server that nobody runs here: the handler tries again only after a while."""

import logging
import logging.handlers
import sys

from fastapi import FastAPI

log = logging.getLogger("stash")
log.propagate = False
log.setLevel("INFO")
log.handlers[:] = [logging.StreamHandler(sys.stderr), logging.handlers.SocketHandler("127.0.0.1", 9)]
app = FastAPI()


@app.get("/orders/{number}")
async def order(number: int) -> int:
    log.info("order %d", number)  # fault
    return number
