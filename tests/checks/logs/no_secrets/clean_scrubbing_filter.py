"""All headers are logged, and a filter of the handler masks those that are secret."""

import logging
import re
import sys

from fastapi import FastAPI, Request

SECRET = re.compile(r"'(authorization|cookie|x-api-key)': '[^']*'")


class Scrub(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = SECRET.sub(r"'\1': '***'", record.getMessage()), ()
        return True


handler = logging.StreamHandler(sys.stderr)
handler.addFilter(Scrub())
logger = logging.getLogger("shop.scrubbed")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [handler]
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    logger.info("%s", dict(request.headers))
    return await call_next(request)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
