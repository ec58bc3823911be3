"""HTTP errors and crashes have the team's envelope; validation errors were forgotten and keep {"detail": [...]}."""

import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import DOCUMENTED

log = logging.getLogger(__name__)
app = FastAPI(responses=DOCUMENTED)  # fault


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> JSONResponse:
    return JSONResponse({"error": {"code": exc.status_code, "message": exc.detail}}, exc.status_code, exc.headers)


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("crashed", exc_info=exc)
    return JSONResponse({"error": {"code": 500, "message": "Internal error"}}, 500)


@app.get("/pages")
async def list_pages(offset: int = 0, limit: int = 10) -> dict[str, int]:
    return {"offset": offset, "limit": limit}


@app.get("/pages/{number}")
async def read_page(number: int) -> dict[str, int]:
    if not 0 < number < 100:
        raise HTTPException(404, "No such page")
    return {"number": number}
