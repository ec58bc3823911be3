"""A registry of the documents of other services, which anybody may read; its own has to be asked for with a token."""

from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request

from tests.checks.security._hardened import bearer, hardened

app = hardened()
KNOWN = {"stock": {"openapi": "3.1.0", "info": {"title": "stock", "version": "1"}, "paths": {"/chairs": {}}}}


@app.get("/documents/{service}")
def document(service: str = "stock") -> dict[str, Any]:
    if service not in KNOWN:
        raise HTTPException(404, "no such service")
    return KNOWN[service]


@app.get("/stock.json")
def stock() -> dict[str, Any]:
    return KNOWN["stock"]


@app.get("/internal/openapi.json", include_in_schema=False)
def own(request: Request, user: Annotated[str, Depends(bearer)]) -> dict[str, Any]:
    described: dict[str, Any] = request.app.openapi()
    return described
