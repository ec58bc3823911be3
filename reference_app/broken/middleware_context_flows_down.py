"""How many items an answer holds is set by the route, and asked for where its context is not to be seen."""

from contextvars import ContextVar

from fastapi import Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from reference_app.main import create_app

app = create_app()
counted: ContextVar[int] = ContextVar("counted", default=0)


@app.middleware("http")
async def with_count(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Say in a header how many items were counted."""
    response = await call_next(request)
    response.headers["X-Counted"] = str(counted.get())  # fault
    return response


@app.get("/counts/items")
async def count_items() -> int:
    """Count the items that everybody has."""
    counted.set(0 + 1)
    return counted.get()
