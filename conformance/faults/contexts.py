"""Context variables on their way: what of them is to be seen inside, and who asks for them outside."""

from __future__ import annotations

import contextvars
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from types import FrameType
from typing import Any

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse

from conformance.app.current import EXCHANGE
from conformance.app.passages import Asgi, Context, Passage
from conformance.app.stepping import ProfiledSteps
from conformance.finding import Place

ABSENT: Any = object()


@dataclass
class Looking:
    """Answers in place of the routes; `seen` are the contexts there, by where they were met."""

    seen: dict[str, Context] = field(default_factory=dict)

    def __call__(self, passages: Sequence[Passage]) -> Asgi:
        return self._serve

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        self.seen["an endpoint"] = contextvars.copy_context()
        self.seen["a worker thread"] = await run_in_threadpool(contextvars.copy_context)
        await JSONResponse({"status": "ok"}, background=BackgroundTask(self._work))(scope, receive, send)

    async def _work(self) -> None:
        self.seen["a background task"] = contextvars.copy_context()


@dataclass(frozen=True)
class Read:
    """A line of the user's that asks for a context variable: in which layer, and what it gets.

    `late` says that the endpoint had come to its end.
    """

    variable: ContextVar[Any]
    value: Any
    at: Place
    number: int
    late: bool


class Readings:
    """Notes who asks for context variables in code of the user's, beside the routes' own."""

    def __init__(self, owns: Callable[[str], bool]) -> None:
        self._owns = owns
        self.found: list[Read] = []

    def around(self, number: int, awaitable: Awaitable[None]) -> Awaitable[None]:
        """Return what is awaited instead of a layer."""
        return ProfiledSteps(_awaited(awaitable), partial(self._note, number))

    def _note(self, number: int, frame: FrameType, event: str, arg: Any) -> None:
        if event != "c_call" or getattr(arg, "__name__", "") != "get" or not self._owns(frame.f_code.co_filename):
            return
        variable = getattr(arg, "__self__", None)
        if isinstance(variable, ContextVar):
            at = Place(frame.f_code.co_filename, frame.f_lineno)
            exchange = EXCHANGE.get()
            late = exchange is not None and exchange.returned
            self.found.append(Read(variable, variable.get(ABSENT), at, number, late))


async def _awaited(awaitable: Awaitable[None]) -> None:
    await awaitable
