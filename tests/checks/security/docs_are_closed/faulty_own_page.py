"""Pages of one's own in place of the framework's, for anybody."""

from typing import Any

from fastapi import Request
from fastapi.openapi.docs import get_redoc_html
from fastapi.responses import HTMLResponse

from tests.checks.security._hardened import hardened

app = hardened(docs_url=None, redoc_url=None)


@app.get("/reference", include_in_schema=False)
async def reference() -> HTMLResponse:
    page = get_redoc_html(openapi_url="/schema", title="reference")
    page.headers["X-Frame-Options"] = "DENY"
    return page


@app.get("/schema", include_in_schema=False)
async def schema(request: Request) -> dict[str, Any]:  # fault
    known: dict[str, Any] = request.app.openapi()
    return known


@app.get("/things")
def things() -> list[int]:
    return [1]
