"""A tag for every answer, which takes all of it: the export is held in memory and sent when it is over."""

import hashlib

from fastapi import Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from reference_app.main import create_app

app = create_app()


@app.middleware("http")
async def tagged(request: Request, call_next: RequestResponseEndpoint) -> Response:  # fault
    """Let clients ask whether an answer is still the same."""
    response = await call_next(request)
    body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    response.headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    return Response(body, response.status_code, dict(response.headers))
