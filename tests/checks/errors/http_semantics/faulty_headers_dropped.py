"""The HTTP handler keeps status and detail and drops the headers: 405 without Allow, 401 without WWW-Authenticate."""

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import make_app

app = make_app("detail")
basic = HTTPBasic()


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> JSONResponse:
    return JSONResponse({"detail": exc.detail}, status_code=exc.status_code)  # fault


@app.get("/vault")
async def vault(who: Annotated[HTTPBasicCredentials, Depends(basic)]) -> dict[str, str]:
    if who.username != "alice" or who.password != "wonderland-7":
        raise HTTPException(401, "Wrong name or password", headers={"WWW-Authenticate": "Basic"})
    return {"owner": who.username}


@app.get("/ping")
async def ping() -> str:
    return "pong"
