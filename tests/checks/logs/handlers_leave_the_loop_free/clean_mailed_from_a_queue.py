"""Errors are mailed from the thread of a queue."""

import logging
import logging.handlers
import queue
import sys

from fastapi import FastAPI

log = logging.getLogger("mailed.queue")
log.propagate = False
log.setLevel(logging.INFO)
records: queue.Queue = queue.Queue(-1)
mail = logging.handlers.SMTPHandler(("127.0.0.1", 1), "app@example.com", ["ops@example.com"], "failed", timeout=1)
mail.setLevel(logging.ERROR)
listener = logging.handlers.QueueListener(records, mail, respect_handler_level=True)
listener.start()
log.handlers[:] = [logging.StreamHandler(sys.stderr), logging.handlers.QueueHandler(records)]
app = FastAPI()


@app.get("/a/{number}")
async def a(number: int) -> str:
    if number > 1000:
        log.error("too much: %d", number)
    return "a"
