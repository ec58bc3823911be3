"""Bodies that are signed, and read whole to see it, before anything counts how long they are."""

import hashlib
import hmac

from fastapi import Request, Response
from starlette.middleware.base import RequestResponseEndpoint

from reference_app.errors import problem
from reference_app.main import create_app

app = create_app()


@app.middleware("http")
async def signed(request: Request, call_next: RequestResponseEndpoint) -> Response:  # fault
    """Refuse what bears a signature that is not its own."""
    expected = hmac.new(b"shared key", await request.body(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("x-signature", expected), expected):
        return problem(400)
    return await call_next(request)
