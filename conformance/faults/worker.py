"""One of several workers of a real server: the app under test, with its surroundings, in a process of its own.

Uvicorn imports `app` from here; the environment says which target that is. Every answer tells which process gave it.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from typing import Any

from conformance.app.code import UserCode
from conformance.app.loading import load
from conformance.faults import network, redis

TARGET, DIRECTORY, HOSTS = "CONFORMANCE_TARGET", "CONFORMANCE_DIRECTORY", "CONFORMANCE_HOSTS"
WORKER = b"x-conformance-worker"


def _loaded(stack: ExitStack) -> Any:
    """Return the app, loaded where no connection leaves this machine that the run does not allow."""
    code = UserCode()
    allowed = frozenset(filter(None, os.environ.get(HOSTS, "").split(",")))
    guard = network.Guard(allowed, lambda: code, lambda: True)
    stack.enter_context(redis.redirected(redis.Embedded(), lambda host, port: str(host) in allowed, lambda: code))
    stack.enter_context(network.guarded(guard))
    return load(os.environ[TARGET], os.environ[DIRECTORY]).asgi


class _Told:
    """The app, with the number of its process in every answer."""

    def __init__(self, asgi: Any) -> None:
        self._asgi = asgi

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def send_told(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), (WORKER, str(os.getpid()).encode())]}
            await send(message)

        await self._asgi(scope, receive, send_told)


def __getattr__(name: str) -> Any:
    """Return the app, which is loaded when a server asks for it: this module may be imported for its names."""
    if name != "app":
        raise AttributeError(name)
    stack = ExitStack()
    app = _Told(_loaded(stack))
    globals().update(app=app, _surroundings=stack)  # kept for as long as the process lasts
    return app
