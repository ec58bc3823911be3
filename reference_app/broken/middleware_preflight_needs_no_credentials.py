"""A service for known callers only, which it asks of browsers too that have not said yet who calls."""

from fastapi import Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from reference_app.errors import problem
from reference_app.main import create_app
from reference_app.settings import Settings

app = create_app(Settings(cors_origins=frozenset({"https://shop.example"})))


@app.middleware("http")
async def known_callers_only(request: Request, call_next: RequestResponseEndpoint) -> Response:  # fault
    """Let in who shows a token, and who comes for one."""
    if request.url.path != "/login" and "authorization" not in request.headers:
        return problem(401)
    return await call_next(request)
