"""What answers in place of an app's routes, to see what its middleware makes of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.background import BackgroundTask
from starlette.responses import JSONResponse, Response, StreamingResponse

from conformance.app.passages import Asgi, Passage, happens

# How an endpoint says that it streams, and to whom it is not to be kept back.
STREAM = {"content-type": "text/event-stream", "cache-control": "no-cache", "x-accel-buffering": "no"}
_PART = b"data: one\n\n"
_REST = b"data: two\n\n"


@dataclass
class Streaming:
    """Streams a part, and the rest once the client has it, or has not got it within some seconds.

    `delivered` says whether it got it, None when nothing was asked for; `stuck` are the boundaries it did not pass.
    """

    seconds: float
    headers: Mapping[str, str]
    delivered: bool | None = None
    stuck: list[int] = field(default_factory=list)

    def __call__(self, passages: Sequence[Passage]) -> Response:
        return StreamingResponse(self._parts(passages), headers=dict(self.headers))

    async def _parts(self, passages: Sequence[Passage]) -> AsyncIterator[bytes]:
        yield _PART
        self.delivered = await happens(passages[0].arrived, self.seconds)
        self.stuck = [number for number, one in enumerate(passages) if one.entered and not one.size]
        yield _REST


@dataclass
class Backgrounded:
    """Answers, and works in the background until the client has the answer, or has not got it within some seconds.

    `delivered` says whether it got it, None when nothing was begun; `stuck` are the boundaries it did not pass.
    """

    seconds: float
    headers: Mapping[str, str]
    delivered: bool | None = None
    stuck: list[int] = field(default_factory=list)

    def __call__(self, passages: Sequence[Passage]) -> Response:
        task = BackgroundTask(self._work, passages)
        return JSONResponse({"status": "ok"}, headers=dict(self.headers), background=task)

    async def _work(self, passages: Sequence[Passage]) -> None:
        self.delivered = await happens(passages[0].ended, self.seconds)
        self.stuck = [number for number, one in enumerate(passages) if one.entered and not one.complete]


@dataclass
class Failing:
    """Raises `error` as the layer would in whose place it stands; `struck` says that it was called."""

    error: BaseException
    struck: bool = False

    def __call__(self, passages: Sequence[Passage]) -> Asgi:
        return self._fail

    async def _fail(self, scope: Any, receive: Any, send: Any) -> None:
        self.struck = True
        raise self.error
