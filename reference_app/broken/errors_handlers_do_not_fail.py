"""A handler of 429 that reads a header which not everybody who raises 429 sets."""

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from reference_app.errors import problem
from reference_app.main import create_app

app = create_app()


@app.exception_handler(429)
async def on_too_many_requests(_request: Request, error: HTTPException) -> Response:
    """Say in words how long to wait."""
    seconds = error.headers["Retry-After"]  # type: ignore[index]  # fault
    return problem(429, f"Try again in {seconds} seconds.", headers=error.headers)
