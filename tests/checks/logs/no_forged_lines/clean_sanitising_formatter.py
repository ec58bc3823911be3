"""The formatter keeps every record on one line."""

import logging
import sys

from fastapi import FastAPI, Request


class OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).encode("unicode_escape").decode("ascii")


handler = logging.StreamHandler(sys.stderr)
handler.setFormatter(OneLine("%(asctime)s %(message)s"))
logger = logging.getLogger("shop.oneline")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [handler]
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    response = await call_next(request)
    logger.info("%s %s", request.scope["path"], response.status_code)
    return response


@app.get("/items/{name}")
def item(name: str) -> str:
    return name
