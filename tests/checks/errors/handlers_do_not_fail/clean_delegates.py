"""Handlers that log and let FastAPI's own handlers answer."""

import logging

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

log = logging.getLogger(__name__)
app = FastAPI(responses={"4XX": {"description": "Refused"}, "5XX": {"description": "Failed"}})


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> Response:
    log.info("%s refused with %d", request.url.path, exc.status_code)
    return await http_exception_handler(request, exc)


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> Response:
    log.info("%s: %d mistakes", request.url.path, len(exc.errors()))
    return await request_validation_exception_handler(request, exc)


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> Response:
    log.error("crashed", exc_info=exc)
    return JSONResponse({"detail": "Internal Server Error"}, 500)


@app.get("/lakes/{lake_id}")
async def read_lake(lake_id: int, depth: int = 0) -> int:
    if lake_id != 1:
        raise HTTPException(404, "No such lake")
    return depth
