"""What log handlers write for a request, with all that filters, formatters and processors added to it."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced

_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


@contextmanager
def observed() -> Iterator[None]:
    """While entered, exchanges note what logging's handlers write for them, and what filters added."""
    with ExitStack() as stack:
        stack.enter_context(replaced(logging.Handler, "format", _formatting))
        stack.enter_context(replaced(logging.Handler, "handle", _handling))
        yield


def _formatting(original: Callable[..., str]) -> Callable[..., str]:
    @functools.wraps(original)
    def format(self: logging.Handler, record: logging.LogRecord) -> str:
        text = original(self, record)
        _note(text)
        return text

    return format


def _handling(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def handle(self: logging.Handler, record: logging.LogRecord) -> Any:
        result = original(self, record)
        for name, value in list(vars(record).items()):
            if name not in _USUAL and isinstance(value, str):
                _note(value)
        return result

    return handle


def _note(text: str) -> None:
    exchange = EXCHANGE.get()
    if exchange is not None and text not in exchange.written[-2:]:
        exchange.written.append(text)
