"""The handler logs, and a filter of the server's logger leaves out what was logged already."""

import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

logger = logging.getLogger("shop.once")


class Once(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not getattr(error, "was_logged", False)


logging.getLogger("uvicorn.error").filters[:] = [Once()]
app = FastAPI()


@app.exception_handler(Exception)
async def on_crash(request: Request, error: Exception) -> JSONResponse:
    logger.error("unhandled", exc_info=error)
    error.was_logged = True
    return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]
