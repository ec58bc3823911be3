"""Without documentation, and with pages of one's own that ask for credentials."""

from typing import Annotated, Any

from fastapi import Depends
from fastapi.openapi.docs import get_swagger_ui_html

from tests.checks.security._hardened import bearer, hardened

app = hardened()


@app.get("/internal/openapi.json")
def schema(user: Annotated[str, Depends(bearer)]) -> dict[str, Any]:
    return {"openapi": "3.1.0", "paths": {}}


@app.get("/internal/docs")
def docs(user: Annotated[str, Depends(bearer)]) -> dict[str, str]:
    return {"page": get_swagger_ui_html(openapi_url="/internal/openapi.json", title="x").body.decode()[:20]}


@app.get("/things")
def things() -> list[int]:
    return [1]
