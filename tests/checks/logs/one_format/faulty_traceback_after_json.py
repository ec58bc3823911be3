"""The message is JSON, and its traceback goes on after it."""

import logging
import sys

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

handler = logging.StreamHandler(sys.stderr)
handler.setFormatter(logging.Formatter('{"level": "%(levelname)s", "message": "%(message)s"}'))
logger = logging.getLogger("shop.json_with_traceback")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [handler]
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    logger.info("served")
    try:
        return await call_next(request)
    except Exception:
        logger.exception("crashed")  # fault
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
