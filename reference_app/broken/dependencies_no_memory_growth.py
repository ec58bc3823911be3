"""A middleware that asks for a logger named after each request, which logging keeps for ever."""

import logging
from uuid import uuid4

from starlette.types import ASGIApp, Receive, Scope, Send

from reference_app.main import create_app


class RequestLogger:
    """Gives each request a logger of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["logger"] = logging.getLogger(f"reference_app.request.{uuid4()}")  # fault
        await self._app(scope, receive, send)


app = create_app()
app.add_middleware(RequestLogger)
