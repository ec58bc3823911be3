"""The records of logging go on to loguru, which writes them: one call, one line."""

import logging
import sys

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from loguru import logger


class Intercept(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        logger.opt(depth=6, exception=record.exc_info).log(record.levelname, record.getMessage())


logger.remove()
logger.add(sys.stderr, level="INFO", diagnose=False)
shop = logging.getLogger("shop.intercepted")
shop.handlers[:] = [Intercept()]
shop.propagate = False
app = FastAPI()


@app.middleware("http")
async def barrier(request: Request, call_next):
    try:
        return await call_next(request)
    except Exception:
        shop.exception("unhandled")
        return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
