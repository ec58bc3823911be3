"""JSON glued together by a format string."""

import logging
import sys

from fastapi import FastAPI, Request

log = logging.getLogger("gluedjson")
log.propagate = False
log.setLevel("INFO")
_h = logging.StreamHandler(sys.stdout)
_h.setFormatter(logging.Formatter('{"level": "%(levelname)s", "message": "%(message)s"}'))
log.handlers[:] = [_h]
app = FastAPI()


@app.get("/search")
async def search(request: Request, term: str = "x") -> list[str]:
    log.info("search for " + term)  # fault
    return [term]
