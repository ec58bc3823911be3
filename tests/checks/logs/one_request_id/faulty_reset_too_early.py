"""A middleware that forgets the id, and then logs."""

import contextvars
import logging
import sys
import uuid

from fastapi import FastAPI, Request

RID = contextvars.ContextVar("rid", default="-")


class Ids(logging.Filter):
    def filter(self, record):
        record.rid = RID.get()
        return True


_h = logging.StreamHandler(sys.stderr)
_h.addFilter(Ids())
_h.setFormatter(logging.Formatter("%(rid)s %(message)s"))
log = logging.getLogger("ids.bg")
log.propagate = False
log.setLevel("INFO")
log.handlers[:] = [_h]
app = FastAPI()


@app.middleware("http")
async def ids(request: Request, call_next):
    rid = uuid.uuid4().hex
    token = RID.set(rid)
    try:
        response = await call_next(request)
    finally:
        RID.reset(token)
    log.info("served %s", response.status_code)  # fault
    response.headers["x-request-id"] = rid
    return response


@app.get("/hello")
async def hello() -> str:
    log.info("hello")
    return "hello"
