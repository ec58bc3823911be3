"""Every answer is wrapped, with a status word and an error member, and the HTTP status agrees with it."""

from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import allowed_methods, make_app

app = make_app("envelope")
CITIES = {"bonn": 330}


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> JSONResponse:
    headers = dict(exc.headers or {})
    if exc.status_code == 405:
        headers["Allow"] = ", ".join(allowed_methods(request))
    error = {"code": str(exc.status_code), "message": exc.detail}
    body = {"success": False, "status": "error", "data": None, "error": error}
    return JSONResponse(body, exc.status_code, headers)


@app.get("/cities/{name}")
async def read_city(name: str) -> dict[str, Any]:
    if name not in CITIES:
        raise HTTPException(404, "No such city")
    return {"success": True, "status": "ok", "error": None, "errors": [], "data": {"thousands": CITIES[name]}}
