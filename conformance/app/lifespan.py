"""The lifespan protocol, run by one task from startup to shutdown."""

from __future__ import annotations

import asyncio
from typing import Any

from conformance.app.loading import describe


class StartError(Exception):
    """The app failed to start; the message says why."""


class Lifespan:
    """One run of an app's lifespan; `state` is what it hands to requests. Used from the loop only."""

    def __init__(self, asgi: Any) -> None:
        self._asgi = asgi
        self.state: dict[str, Any] = {}

    async def start(self) -> None:
        """Enter the lifespan; an app that has none is started all the same. Raises StartError."""
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._error: BaseException | None = None
        self._task = asyncio.get_running_loop().create_task(self._run())
        answer = await self._exchange("lifespan.startup")
        if answer["type"] == "lifespan.startup.failed":
            await asyncio.wait({self._task}, timeout=1)  # Starlette raises right after it has said so
            raise StartError(describe(self._error) if self._error is not None else self._failure(answer))

    async def stop(self) -> None:
        """Leave the lifespan. Raises RuntimeError when the app fails to."""
        if self._task.done():
            return
        answer = await self._exchange("lifespan.shutdown")
        if answer["type"] == "lifespan.shutdown.failed":
            raise RuntimeError(self._failure(answer))
        await asyncio.wait({self._task}, timeout=1)

    async def _exchange(self, type: str) -> dict[str, Any]:
        await self._inbox.put({"type": type})
        return await self._outbox.get()

    async def _run(self) -> None:
        self._asked = False
        scope = {"type": "lifespan", "asgi": {"version": "3.0", "spec_version": "2.0"}, "state": self.state}
        try:
            await self._asgi(scope, self._receive, self._send)
        except BaseException as error:
            self._error = error
            # By the ASGI specification an exception before anything was received means "no lifespan here".
            kind = "lifespan.startup.failed" if self._asked else "lifespan.startup.complete"
            await self._outbox.put({"type": kind, "message": describe(error)})
            return
        await self._outbox.put({"type": "lifespan.startup.complete"})

    async def _receive(self) -> dict[str, Any]:
        self._asked = True
        return await self._inbox.get()

    async def _send(self, message: dict[str, Any]) -> None:
        await self._outbox.put(message)

    def _failure(self, answer: dict[str, Any]) -> str:
        lines = str(answer.get("message", "")).strip().splitlines()
        return lines[-1] if lines else "it gave no reason"
