"""A handler of Exception logs, and Starlette raises the exception on to the server, which logs it again."""

import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("shop")
app = FastAPI()


@app.exception_handler(Exception)
async def on_crash(request: Request, error: Exception) -> JSONResponse:
    logger.exception("unhandled", exc_info=error)  # fault
    return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/prices")
async def prices() -> list[int]:
    return [1, 2, 3]


@app.get("/orders")
async def orders() -> list[str]:
    return ["a"]
