"""The time an answer took as one of its headers: it is sent when all is over, and announcing items is part of that."""

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reference_app.main import create_app


class Timing:
    """Says in each answer how long it took."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # fault
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, collect)
        MutableHeaders(scope=messages[0])["Server-Timing"] = f"app;dur={(time.perf_counter() - started) * 1000:.1f}"
        for message in messages:
            await send(message)


app = create_app()
app.add_middleware(Timing)
