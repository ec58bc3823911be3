"""An exception in the middle of a streamed answer, after its first part was sent."""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from traceback import FrameSummary
from types import FrameType
from typing import Any

from starlette.responses import StreamingResponse

from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.app.seams import NoFault


class BreakStream(NoFault):
    """Throws `error` into what produces a stream, once `parts` of it were sent.

    `struck` says whether that could be done, `after` how many parts followed, `ended_by` who ended the answer.
    """

    def __init__(self, error: BaseException, parts: int = 1) -> None:
        self.error, self.parts = error, parts
        self.struck = False
        self.after = 0
        self.source: Any = None
        self.ended_by: FrameSummary | None = None

    def completed(self, frame: FrameType | None) -> None:
        self.ended_by = _direct_sender(frame)


@contextmanager
def installed() -> Iterator[None]:
    """While entered, the exchanges that bear a BreakStream have their streams broken."""
    with replaced(StreamingResponse, "__init__", _breaking):
        yield


def _breaking(original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def init(self: StreamingResponse, content: Any, *args: Any, **kwargs: Any) -> None:
        exchange = EXCHANGE.get()
        if exchange is not None:
            fault = exchange.fault
            exchange.streams.append(_source(content))
            if isinstance(fault, BreakStream):
                content = _broken(content, fault)
        original(self, content, *args, **kwargs)

    return init


def _source(content: Any) -> Any:
    """Return the user's own generator: FastAPI wraps the ones that endpoints are."""
    frame = getattr(content, "ag_frame", None) or getattr(content, "gi_frame", None)
    if frame is None or not frame.f_globals.get("__name__", "").startswith("fastapi"):
        return content
    inner = frame.f_locals.get("gen") or frame.f_locals.get("async_gen") or content
    return inner if inspect.isgenerator(inner) or inspect.isasyncgen(inner) else content


def _broken(content: Any, fault: BreakStream) -> Any:
    fault.source = _source(content)
    return _broken_async(content, fault) if hasattr(content, "__aiter__") else _broken_sync(content, fault)


async def _broken_async(content: Any, fault: BreakStream) -> AsyncIterator[Any]:
    iterator = aiter(content)
    for _ in range(fault.parts):
        try:
            yield await anext(iterator)
        except StopAsyncIteration:
            return
    try:
        async for part in _failing(iterator, fault):
            fault.after += 1
            yield part
    finally:
        await _closed(iterator)


async def _failing(iterator: Any, fault: BreakStream) -> AsyncIterator[Any]:
    """Yield what a source still gives once a failure was put into it."""
    if not _sabotaged(fault):
        fault.struck = True
        try:
            yield await _throw(fault)
        except (StopAsyncIteration, StopIteration):
            return
    async for part in iterator:
        yield part


async def _closed(iterator: Any) -> None:
    if hasattr(iterator, "aclose"):
        await iterator.aclose()


async def _throw(fault: BreakStream) -> Any:
    if inspect.isasyncgen(fault.source):
        return await fault.source.athrow(fault.error)
    return fault.source.throw(fault.error)


def _broken_sync(content: Any, fault: BreakStream) -> Iterator[Any]:
    iterator = iter(content)
    for _ in range(fault.parts):
        try:
            yield next(iterator)
        except StopIteration:
            return
    if not _sabotaged(fault):
        fault.struck = True
        try:
            said = fault.source.throw(fault.error)
        except StopIteration:
            return
        fault.after += 1
        yield said
    for part in iterator:
        fault.after += 1
        yield part


def _sabotaged(fault: BreakStream) -> bool:
    """Make the iterators fail that an iterator object draws from; False for generators, which are thrown into."""
    if inspect.isasyncgen(fault.source) or inspect.isgenerator(fault.source):
        return False
    for name, value in list(getattr(fault.source, "__dict__", {}).items()):
        if hasattr(value, "__anext__") or hasattr(value, "__next__"):
            setattr(fault.source, name, _Failing(fault.error))
            fault.struck = True
    return True


class _Failing:
    """An iterator that fails, whichever way it is asked."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __iter__(self) -> _Failing:
        return self

    def __next__(self) -> Any:
        raise self._error

    def __aiter__(self) -> _Failing:
        return self

    async def __anext__(self) -> Any:
        raise self._error


def _direct_sender(frame: FrameType | None) -> FrameSummary | None:
    """Return the frame that sent a message, None when a response of Starlette's did, through whatever wrappers."""
    sender: FrameSummary | None = None
    while frame is not None:
        name = frame.f_globals.get("__name__", "")
        if name == "starlette.responses":
            return None
        if sender is None and not name.startswith("starlette"):
            sender = FrameSummary(frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name)
        frame = frame.f_back
    return sender
