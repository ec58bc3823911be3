"""What is logged with structlog and loguru, where the app has imported them."""

from __future__ import annotations

import functools
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any
from weakref import WeakValueDictionary

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.logged import Logged
from conformance.app.patching import replaced
from conformance.finding import Place
from conformance.observe.writing import WRITING, stream_name, writing


@contextmanager
def structlog_observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note what is logged with structlog, whatever its processors make of it."""
    base = _loaded("structlog._base", "BoundLoggerBase")
    with ExitStack() as stack:
        stack.enter_context(replaced(base, "_proxy_to_logger", functools.partial(_proxying, code)))
        stack.enter_context(replaced(base, "_process_event", _processing))
        yield


def _proxying(code: UserCode, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def proxy(bound: Any, method: str, event: Any = None, *args: Any, **kwargs: Any) -> Any:
        if EXCHANGE.get() is None or WRITING.get() is not None:
            return original(bound, method, event, *args, **kwargs)
        info = kwargs.get("exc_info") or (True if method == "exception" else None)
        level = {"warn": "warning", "exception": "error", "fatal": "critical"}.get(method, method)
        text = " ".join([str(event), *(f"{name}={value!r}" for name, value in kwargs.items() if name != "exc_info")])
        logged = Logged(text, level, _error(info), _called_at(code, sys._getframe(1)), "structlog")
        with writing(logged, f"{type(bound._logger).__name__} {id(bound._logger):x}"):
            return original(bound, method, event, *args, **kwargs)

    return proxy


def _called_at(code: UserCode, frame: FrameType) -> Place | None:
    """Return the user's line that logs; methods to be awaited log in another thread, and keep who called them."""
    awaited = _loaded("structlog.contextvars", "_ASYNC_CALLING_STACK")
    return code.calling(frame) or code.calling(awaited.get(None) if awaited is not None else None)


def _error(info: Any) -> BaseException | None:
    if isinstance(info, BaseException):
        return info
    known = info[1] if isinstance(info, tuple) and len(info) == 3 else sys.exc_info()[1] if info else None
    return known if isinstance(known, BaseException) else None


def _processing(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def process(bound: Any, *args: Any, **kwargs: Any) -> Any:
        result = original(bound, *args, **kwargs)  # raises what says that nothing is to be logged
        current, exchange = WRITING.get(), EXCHANGE.get()
        if current is not None and exchange is not None and current.logged.by == "structlog":
            if current.logged not in exchange.logs[-3:]:
                exchange.logs.append(current.logged)
            if not isinstance(bound._logger, logging.Logger):
                current.logged.handled = True
                current.formatted = _rendered(result)
        return result

    return process


def _rendered(result: Any) -> str:
    args, kwargs = result
    texts = [one.decode("utf-8", "replace") if isinstance(one, bytes | bytearray) else str(one) for one in args]
    return " ".join([*texts, *(f"{name}={value!r}" for name, value in kwargs.items())])


@contextmanager
def loguru_observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note what is logged with loguru, and what its sinks write, also in their own threads."""
    known: WeakValueDictionary[Any, Logged] = WeakValueDictionary()
    with ExitStack() as stack:
        handler = _loaded("loguru._handler", "Handler")
        stack.enter_context(replaced(handler, "emit", functools.partial(_emitting, code, known)))
        for module, name in _SINKS:
            stack.enter_context(replaced(_loaded(module, name), "write", functools.partial(_sinking, known)))
        yield


_SINKS = (
    *(("loguru._simple_sinks", f"{kind}Sink") for kind in ("Stream", "Standard", "Async", "Callable")),
    ("loguru._file_sink", "FileSink"),
)


def _loaded(module: str, name: str) -> Any:
    """Return something of a module that is imported, None where there is no such thing: nothing is imported here."""
    return getattr(sys.modules.get(module), name, None)


def _emitting(code: UserCode, known: Any, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def emit(handler: Any, record: Any, *args: Any, **kwargs: Any) -> Any:
        exchange, current = EXCHANGE.get(), WRITING.get()
        logged = current.logged if current is not None else known.get(_key(record))
        if logged is None:
            if exchange is None or handler.levelno > record["level"].no:
                return original(handler, record, *args, **kwargs)
            error = record["exception"].value if record["exception"] else None
            at = code.calling(sys._getframe(1))
            logged = Logged(record["message"], record["level"].name.lower(), error, at, "loguru", record["name"] or "")
            exchange.logs.append(logged)
        known[_key(record)] = logged
        logged.handled = True
        logged.fields.update({str(name): value for name, value in record["extra"].items() if isinstance(value, str)})
        with writing(logged):
            return original(handler, record, *args, **kwargs)

    return emit


def _key(record: Any) -> tuple[Any, ...]:
    """Return what a record is known by, also once it went through a queue."""
    return record["time"], record["thread"].id, record["line"], record["message"]


def _sinking(known: Any, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def write(sink: Any, message: Any) -> Any:
        current = WRITING.get()
        logged = current.logged if current is not None else known.get(_key(message.record))
        if logged is None:
            return original(sink, message)
        with writing(logged, _place(sink)) as one:
            if not hasattr(sink, "_handler"):  # which is one of `logging`, and seen there
                one.formatted = str(message)
            return original(sink, message)

    return write


def _place(sink: Any) -> str:
    stream, path = getattr(sink, "_stream", None), getattr(sink, "_path", None)
    if path is not None:
        return str(path)
    return stream_name(stream) or f"{type(sink).__name__} {id(sink):x}"
