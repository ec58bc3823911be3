"""What an app logs while it serves a request, as logged and as written, by whatever library."""

from __future__ import annotations

import functools
import logging
import logging.handlers
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.exchange import Request
from conformance.app.logged import Logged
from conformance.app.patching import replaced
from conformance.finding import Place
from conformance.observe.log_libraries import loguru_observed, structlog_observed
from conformance.observe.writing import WRITING, Writing, stream_name, streams_observed, writing

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_REAL = (
    "io",
    "_io",
    "codecs",
    "_pytest",
    "tempfile",
    "colorama",
)  # the modules of streams that write what they are given


Added = WeakKeyDictionary[logging.Handler, Place | None]


@contextmanager
def additions_noted(added: Added, code: Callable[[], UserCode]) -> Iterator[None]:
    """While entered, it is noted on which of the user's lines handlers are given to loggers."""

    def adding(original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def add_handler(logger: logging.Logger, handler: logging.Handler) -> None:
            added.setdefault(handler, code().calling(sys._getframe(1)))
            original(logger, handler)

        return add_handler

    with replaced(logging.Logger, "addHandler", adding):
        yield


@contextmanager
def observed(code: UserCode, added: Added) -> Iterator[None]:
    """While entered, exchanges note what is logged for them, and what becomes of it."""
    with ExitStack() as stack:
        stack.enter_context(streams_observed(code))
        stack.enter_context(_Handlers(code, added).observed())
        if "structlog" in sys.modules:
            stack.enter_context(structlog_observed(code))
        if "loguru" in sys.modules:
            stack.enter_context(loguru_observed(code))
        yield


class _Handlers:
    """Follows the records of `logging` from their logger to all handlers, also by way of queues and other threads.

    A record and its copies share the very object that says when it was made, by which it is known again: nothing may
    be added to a record, for formatters write all they find there.
    """

    def __init__(self, code: UserCode, added: Added) -> None:
        self._code, self._added = code, added
        self._known: WeakValueDictionary[int, Logged] = WeakValueDictionary()
        self._formatting: ContextVar[Writing | None] = ContextVar("conformance_formatting", default=None)
        self._classes: set[type] = set()
        self._lock = threading.Lock()
        self._stack = ExitStack()

    @contextmanager
    def observed(self) -> Iterator[None]:
        with self._stack:
            self._stack.enter_context(replaced(logging.Logger, "callHandlers", self._calling))
            self._stack.enter_context(replaced(logging.Handler, "handle", self._handling))
            self._stack.enter_context(replaced(logging.Handler, "format", self._noting))
            self._stack.enter_context(replaced(logging.Handler, "handleError", self._complaining))
            self._classes.add(logging.Handler)
            yield

    def _calling(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def call_handlers(logger: logging.Logger, record: logging.LogRecord) -> Any:
            logged = self._logged(logger, record)
            result = original(logger, record)
            if logged is not None:
                _add_fields(logged, record)
            return result

        return call_handlers

    def _logged(self, logger: logging.Logger, record: logging.LogRecord) -> Logged | None:
        """Return what is being logged: by another library that hands it on, or anew by the current exchange."""
        current, exchange = WRITING.get(), EXCHANGE.get()
        if current is not None:
            logged = current.logged
        elif exchange is not None:
            error = record.exc_info[1] if record.exc_info else None
            level = record.levelname.lower()
            logged = Logged(message(record), level, error, self._place(record), logger=record.name)
            exchange.logs.append(logged)
        else:
            return None
        logged.handled = logged.handled or any(map(_writes, _chain(logger)))
        if logged.stamp is None:
            logged.stamp = record.created
        self._known[id(record.created)] = logged
        _keep(logged, record.created)
        return logged

    def _place(self, record: logging.LogRecord) -> Place | None:
        if self._code.owns(record.pathname):
            return Place(record.pathname, record.lineno)
        return self._code.calling(sys._getframe(3))

    def _handling(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def handle(handler: logging.Handler, record: logging.LogRecord) -> Any:
            logged = self._of(record)
            if logged is None or _is_pytest(handler):
                return original(handler, record)
            self._watch(type(handler))
            with writing(logged, _sink(handler), self._added.get(handler)) as one:
                token = self._formatting.set(one)
                try:
                    result = original(handler, record)
                finally:
                    self._formatting.reset(token)
                _add_fields(logged, record)
                if _hands_on(handler):
                    one.formatted = None
                    logged.queued = True
                elif one.formatted is None and result and not one.inner and not one.raw:
                    logged.queued = True  # it is sent on in a way of its own
            return result

        return handle

    def _of(self, record: logging.LogRecord) -> Logged | None:
        current = WRITING.get()
        return current.logged if current is not None else self._known.get(id(record.created))

    def _complaining(self, original: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(original)
        def handle_error(handler: logging.Handler, record: logging.LogRecord) -> None:
            logged = self._of(record)
            if logged is None:
                original(handler, record)
                return
            with writing(logged, added=self._added.get(handler)) as one:
                one.complains = True
                original(handler, record)

        return handle_error

    def _watch(self, cls: type) -> None:
        """Note what the handlers of a class format, where they do so in a way of their own."""
        with self._lock:
            for one in [one for one in cls.__mro__ if one not in self._classes]:
                self._classes.add(one)
                if "format" in vars(one) and issubclass(one, logging.Handler):
                    self._stack.enter_context(replaced(one, "format", self._noting))

    def _noting(self, original: Callable[..., str]) -> Callable[..., str]:
        @functools.wraps(original)
        def format(handler: logging.Handler, record: logging.LogRecord) -> str:
            text = original(handler, record)
            one = self._formatting.get()
            if one is not None and one.sink == _sink(handler):
                one.formatted = text
            return text

        return format


def server_logs(error: BaseException) -> bool:
    """Return whether Uvicorn would log an error that an app raises to it: the app may have turned that off."""
    logger = logging.getLogger("uvicorn.error")
    info = (type(error), error, error.__traceback__)
    record = logging.LogRecord(logger.name, logging.ERROR, "", 0, "Exception in ASGI application\n", (), info)
    return not logger.disabled and logger.level <= logging.ERROR and bool(logger.filter(record))


def access_line(request: Request, status: int | None) -> str:
    """Return what Uvicorn's access log would say of a request, "" where the app has turned that off."""
    logger = logging.getLogger("uvicorn.access")
    target = f"{request.path}?{request.target.partition('?')[2]}" if request.query else request.path
    args = ("127.0.0.1:49152", request.method, target, "1.1", status or 500)
    record = logging.LogRecord(logger.name, logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d', args, None)
    if logger.disabled or logger.level > logging.INFO or not logger.filter(record):
        return ""
    return message(record)


def message(record: logging.LogRecord) -> str:
    """Return the message of a record, as it is where its arguments do not fit it."""
    try:
        return record.getMessage()
    except Exception:
        return str(record.msg)


def _keep(logged: Logged, stamp: float) -> None:
    """Keep the object a record is known by for as long as what is known of it."""
    if logged.stamp is not stamp:
        logged.stamp = (logged.stamp, stamp)


def _add_fields(logged: Logged, record: logging.LogRecord) -> None:
    added = {name: value for name, value in list(vars(record).items()) if name not in _USUAL}
    logged.fields.update({name: value for name, value in added.items() if isinstance(value, str)})


def _chain(logger: logging.Logger | None) -> Iterator[logging.Handler]:
    """Yield the handlers that a record of a logger may come to."""
    while logger is not None:
        yield from logger.handlers
        logger = logger.parent if logger.propagate else None


def _writes(handler: logging.Handler) -> bool:
    """Return whether a handler is one that an app writes with."""
    return not _is_pytest(handler) and not isinstance(handler, logging.NullHandler)


def _is_pytest(handler: logging.Handler) -> bool:
    return type(handler).__module__.partition(".")[0] == "_pytest"


def _hands_on(handler: logging.Handler) -> bool:
    """Return whether others write what a handler is given: those at the end of a queue, or its own kind of stream."""
    if isinstance(handler, logging.handlers.QueueHandler | logging.handlers.MemoryHandler):
        return True
    stream = getattr(handler, "stream", None)
    return stream is not None and type(stream).__module__.partition(".")[0] not in _REAL


def _sink(handler: logging.Handler) -> str:
    """Return where a handler writes: a stream of the process, a file, or a place of its own."""
    path = getattr(handler, "baseFilename", None)
    stream = getattr(handler, "stream", None)
    if path is not None:
        return str(path)
    if stream is not None:
        return stream_name(stream) or f"{type(stream).__name__} {id(stream):x}"
    return f"{type(handler).__name__} {id(handler):x}"
