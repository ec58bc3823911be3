"""A call whose arguments do not fit makes logging write a complaint among the JSON."""

import json
import logging
import sys

from fastapi import FastAPI


class Json(logging.Formatter):
    def format(self, record):
        return json.dumps({"m": record.getMessage()})


log = logging.getLogger("fmt.broken")
log.propagate = False
log.setLevel("INFO")
_h = logging.StreamHandler(sys.stderr)
_h.setFormatter(Json())
log.handlers[:] = [_h]
app = FastAPI()


@app.get("/orders/{number}")
async def order(number: int) -> int:
    log.info("order")
    log.info("order", number)  # fault
    return number
