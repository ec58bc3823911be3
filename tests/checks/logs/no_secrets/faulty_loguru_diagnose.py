"""Loguru shows the values of variables in its tracebacks, as it does by default."""

import sys
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import JSONResponse
from loguru import logger

logger.remove()
logger.add(sys.stderr, level="INFO")
app = FastAPI()


@app.exception_handler(RuntimeError)
async def on_error(request: Request, error: RuntimeError) -> JSONResponse:
    return JSONResponse({"detail": "Conflict"}, 409)


def find(username: str, password: str) -> None:
    raise RuntimeError(f"{username} {password}"[:0])


@app.post("/login")
async def login(username: Annotated[str, Form()], password: Annotated[str, Form()]) -> str:
    try:
        find(username, password)
    except RuntimeError:
        logger.exception("cannot log in")  # fault
    return "ok"
