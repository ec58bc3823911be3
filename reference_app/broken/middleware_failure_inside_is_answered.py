"""A service that can be closed for maintenance, by an exception that nobody out there makes an answer of."""

from fastapi import HTTPException, Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from reference_app.main import create_app

app = create_app()
app.state.closed = False


@app.middleware("http")
async def open_hours(request: Request, call_next: RequestResponseEndpoint) -> Response:
    """Refuse everything while the service is closed."""
    if request.app.state.closed:
        raise HTTPException(503, "Closed for maintenance.")  # fault
    return await call_next(request)
