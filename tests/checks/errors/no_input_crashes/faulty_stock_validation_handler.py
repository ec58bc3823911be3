"""FastAPI's own 422 handler repeats the input, and crashes on NaN, 1e400 and lone surrogates in a JSON body."""

import logging

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from tests.checks.errors._base import Text

log = logging.getLogger(__name__)
app = FastAPI(responses={"4XX": {"description": "Refused"}, "5XX": {"description": "Failed"}})  # fault


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("crashed", exc_info=exc)
    return JSONResponse({"detail": "Internal Server Error"}, status_code=500)


class Box(BaseModel):
    label: Text
    count: int


@app.post("/boxes", status_code=201)
async def create_box(box: Box) -> Box:
    return box


@app.get("/boxes/count")
async def count_boxes() -> int:
    return 2
