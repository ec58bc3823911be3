"""A middleware that was added last answers before the headers are set."""

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from reference_app.main import create_app

app = create_app()


@app.middleware("http")
async def paused(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Answer exports while they are paused."""
    if request.url.path == "/exports/items":
        return Response("{}", media_type="application/x-ndjson")  # fault
    return await call_next(request)
