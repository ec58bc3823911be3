"""The traceback is given, and the formatter leaves it out."""

import json
import logging
import sys

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


class JsonFormatter(logging.Formatter):
    def format(self, record):
        return json.dumps({"level": record.levelname, "msg": record.getMessage()})


log = logging.getLogger("json.drops")
log.propagate = False
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(JsonFormatter())
log.handlers[:] = [handler]
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        log.exception("unhandled")  # fault
        return JSONResponse({"error": "internal"}, status_code=500)


@app.get("/orders")
async def orders() -> list[int]:
    return []
