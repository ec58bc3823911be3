"""An exception in the middle of a streamed answer, after its first part was sent."""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.responses import StreamingResponse

from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.app.seams import NoFault


class BreakStream(NoFault):
    """Throws `error` into what produces a stream; `struck` says whether there was one, `after` how many parts followed."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.struck = False
        self.after = 0
        self.source: Any = None


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
    try:
        yield await anext(iterator)
    except StopAsyncIteration:
        return
    fault.struck = True
    try:
        said = await _throw(fault)
    except (StopAsyncIteration, StopIteration):
        return
    fault.after += 1
    yield said
    async for part in iterator:
        fault.after += 1
        yield part


async def _throw(fault: BreakStream) -> Any:
    if inspect.isasyncgen(fault.source):
        return await fault.source.athrow(fault.error)
    if inspect.isgenerator(fault.source):
        return fault.source.throw(fault.error)
    raise fault.error


def _broken_sync(content: Any, fault: BreakStream) -> Iterator[Any]:
    iterator = iter(content)
    try:
        yield next(iterator)
    except StopIteration:
        return
    fault.struck = True
    if not inspect.isgenerator(fault.source):
        raise fault.error
    try:
        said = fault.source.throw(fault.error)
    except StopIteration:
        return
    fault.after += 1
    yield said
    for part in iterator:
        fault.after += 1
        yield part
