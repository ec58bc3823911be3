"""Pages of one's own, behind Basic."""

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from tests.checks.security._hardened import TOKENS, hardened

app = hardened(docs_url=None, redoc_url=None)
basic = HTTPBasic()


def developer(given: Annotated[HTTPBasicCredentials, Depends(basic)]) -> str:
    if not any(secrets.compare_digest(given.password.encode(), known.encode()) for known in TOKENS):
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Basic"})
    return given.username


internal = APIRouter(dependencies=[Depends(developer)], include_in_schema=False)


@internal.get("/docs")
async def docs() -> HTMLResponse:
    page = get_swagger_ui_html(openapi_url="/openapi.json", title="docs")
    page.headers["X-Frame-Options"] = "DENY"
    return page


@internal.get("/openapi.json")
async def schema(request: Request) -> dict[str, Any]:
    known: FastAPI = request.app
    return known.openapi()


app.include_router(internal)


@app.get("/things")
def things() -> list[int]:
    return [1]
