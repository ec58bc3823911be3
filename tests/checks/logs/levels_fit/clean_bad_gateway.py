"""What failed behind the app is an error with a traceback, what the client did wrong a warning."""

import logging
import sys

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

log = logging.getLogger("wrapped")
log.propagate = False
log.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


class AppError(Exception):
    status = 400


@app.exception_handler(AppError)
async def on_app_error(request: Request, error: AppError) -> JSONResponse:
    log.warning("%s: %r", type(error).__name__, str(error))
    return JSONResponse({"detail": "refused"}, error.status)


@app.get("/price/{number}")
async def price(number: int) -> int:
    try:
        value = 10 // (number or 1)
    except Exception as error:
        log.exception("price service failed")
        raise HTTPException(502, "price service") from error
    if number > 1000:
        raise AppError("too much")
    return value
