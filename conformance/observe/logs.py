"""What an app writes to its logs while it serves a request: stdlib logging, structlog, loguru, print."""

from __future__ import annotations

import builtins
import logging
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.exchange import Logged
from conformance.app.patching import replaced


@contextmanager
def observed() -> Iterator[None]:
    """While entered, exchanges note what is logged for them, by whatever library."""
    with ExitStack() as stack:
        stack.enter_context(_logging())
        stack.enter_context(replaced(builtins, "print", _printing))
        stack.enter_context(replaced(traceback, "print_exc", _tracing))
        if "structlog" in sys.modules:
            stack.enter_context(_structlog())
        if "loguru" in sys.modules:
            stack.enter_context(_loguru())
        yield


def _note(text: str, level: str, error: BaseException | None = None) -> None:
    exchange = EXCHANGE.get()
    if exchange is not None:
        exchange.logs.append(Logged(text, level, error))


@contextmanager
def _logging() -> Iterator[None]:
    original = logging.getLogRecordFactory()

    def factory(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = original(*args, **kwargs)
        if EXCHANGE.get() is not None:
            _note(_message(record), record.levelname.lower(), record.exc_info[1] if record.exc_info else None)
        return record

    logging.setLogRecordFactory(factory)
    try:
        yield
    finally:
        logging.setLogRecordFactory(original)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:
        return str(record.msg)  # the app's format string does not fit its arguments


def _printing(original: Callable[..., None]) -> Callable[..., None]:
    def noted(*args: Any, **kwargs: Any) -> None:
        if EXCHANGE.get() is not None:
            _note(" ".join(map(str, args)), "print", next((a for a in args if isinstance(a, BaseException)), None))
        original(*args, **kwargs)

    return noted


def _tracing(original: Callable[..., None]) -> Callable[..., None]:
    def noted(*args: Any, **kwargs: Any) -> None:
        _note("traceback", "print", sys.exc_info()[1])
        original(*args, **kwargs)

    return noted


@contextmanager
def _structlog() -> Iterator[None]:
    import structlog

    def noted(logger: Any, method: str, event: Any) -> Any:
        info = event.get("exc_info")
        error = info if isinstance(info, BaseException) else sys.exc_info()[1] if info else None
        _note(str(event.get("event", "")), method, error)
        return event

    processors = structlog.get_config()["processors"]
    processors.insert(0, noted)
    try:
        yield
    finally:
        if noted in processors:
            processors.remove(noted)


@contextmanager
def _loguru() -> Iterator[None]:
    import loguru

    def sink(message: Any) -> None:
        record = message.record
        error = record["exception"].value if record["exception"] else None
        _note(record["message"], record["level"].name.lower(), error)

    number = loguru.logger.add(sink, level=0)
    try:
        yield
    finally:
        loguru.logger.remove(number)
