"""Sending a request to an app in memory, the shortest way."""

import asyncio
from typing import Any
from urllib.parse import unquote_to_bytes

from conformance.app.exchange import Request


def send(app: Any, request: Request) -> tuple[int, bytes]:
    """Return the status and body of the answer; 500 when the app raised."""
    return asyncio.run(_send(app, request))


async def _send(app: Any, request: Request) -> tuple[int, bytes]:
    path, _, query = request.target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("utf-8", "surrogatepass")) for name, value in request.headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": request.body, "more_body": False}

    async def collect(message: Any) -> None:
        sent.append(message)

    try:
        await app(scope, receive, collect)
    except Exception as error:
        return 500, repr(error).encode()
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:])
