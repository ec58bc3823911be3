"""JSON with the stack as data, in which nothing says Traceback."""

import json
import logging
import sys
import traceback

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse


class JsonFormatter(logging.Formatter):
    def format(self, record):
        data = {"level": record.levelname, "msg": record.getMessage()}
        if record.exc_info:
            kind, error, tb = record.exc_info
            data["error"] = {
                "type": kind.__name__,
                "message": str(error),
                "stack": [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(tb)],
            }
        return json.dumps(data)


log = logging.getLogger("json.exc")
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
        log.exception("unhandled")
        return JSONResponse({"error": "internal"}, status_code=500)


@app.get("/orders")
async def orders() -> list[int]:
    return []
