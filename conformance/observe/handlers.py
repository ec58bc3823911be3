"""What exception handlers do: the exceptions that leave them, and answers that are none."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette._utils import is_async_callable
from starlette.responses import Response

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.functions import place_of


@contextmanager
def observed(apps: Iterable[Any], code: UserCode) -> Iterator[None]:
    """While entered, exchanges note the failures of the apps' own exception handlers."""
    changed: list[tuple[dict[Any, Any], Any, Any]] = []
    for app in apps:
        for key, handler in list(app.exception_handlers.items()):
            at = place_of(handler)
            if at is not None and code.owns(at.path):
                changed.append((app.exception_handlers, key, handler))
                app.exception_handlers[key] = _noting(handler)
    try:
        yield
    finally:
        for handlers, key, handler in changed:
            handlers[key] = handler


def _noting(handler: Callable[..., Any]) -> Callable[..., Any]:
    return _noting_async(handler) if is_async_callable(handler) else _noting_sync(handler)


def _noting_async(handler: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(handler)
    async def handle(request: Any, error: Exception) -> Any:
        try:
            return _judged(handler, error, await handler(request, error))
        except Exception as failure:
            _note(handler, error, failure)
            raise

    return handle


def _noting_sync(handler: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(handler)
    def handle(request: Any, error: Exception) -> Any:
        try:
            return _judged(handler, error, handler(request, error))
        except Exception as failure:
            _note(handler, error, failure)
            raise

    return handle


def _judged(handler: Callable[..., Any], error: Exception, answer: Any) -> Any:
    exchange = EXCHANGE.get()
    if exchange is not None and answer is not None and not isinstance(answer, Response) and not callable(answer):
        exchange.handler_failures.append((handler, error, answer))
    return answer


def _note(handler: Callable[..., Any], error: Exception, failure: Exception) -> None:
    exchange = EXCHANGE.get()
    if exchange is not None and failure is not error:
        exchange.handler_failures.append((handler, error, failure))
