"""Evidence of exception handlers: each called with what it is registered for, and those that failed."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import HTTPException as FastAPIHTTPException
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from conformance.app.code import UserCode, lines
from conformance.app.driver import Driver
from conformance.app.exchange import Exchange
from conformance.app.functions import defined_at, place_of, underlying
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.provoked import Provoked, canary
from conformance.faults.endpoint import Before
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across

_PLAIN: dict[Any, Any] = {str: "conformance", int: 1, float: 1.0, bool: True, dict: {}, list: []}


@dataclass(frozen=True)
class HandlerFailure:
    """An exception handler that failed itself: what it did, its line, and the exchange."""

    message: str
    at: Place | None
    provoked: Provoked


@evidence
def handler_failures(
    across: Across, driver: Driver, operations: tuple[Operation, ...], code: UserCode
) -> list[HandlerFailure]:
    """Failures of the app's own exception handlers, each called through a request."""
    handlers = _registered(operations, code)
    if not handlers:
        raise NotApplicable("the app registers no exception handler of its own")
    called = [*_called(across, driver, handlers)]
    called += [one for name in ("failures", "hostile") for _, answers in across(name) for one in answers]
    if not called:
        raise NotExercised("no operation was exercised, so nothing could be raised in one")
    return list(_failed(called, handlers, code))


Handlers = dict[Any, Any]


def _registered(operations: tuple[Operation, ...], code: UserCode) -> Handlers:
    """Return the handlers of all apps in the app, by what they are registered for."""
    found: Handlers = {}
    for owner in {id(o.owner): o.owner for o in operations if o.owner is not None}.values():
        for key, handler in owner.exception_handlers.items():
            at = place_of(handler)
            if at is not None and code.owns(at.path):
                found.setdefault(key, handler)
    return found


def _called(across: Across, driver: Driver, handlers: Handlers) -> Iterator[Provoked]:
    """Raise what each handler is registered for, in the first operation where that can be done."""
    able = [operation for operation, answers in across("injected") if answers]
    for key in handlers:
        error = _instance(key)
        if error is None or not able:
            continue
        fault = Before(lambda error=error: error)  # type: ignore[misc]
        exchange = driver.send(driver.valid(able[0]).recipe.request(), able[0], fault=fault)
        yield Provoked(f"{type(error).__name__} is raised", "handler", exchange, able[0], fault=fault)


def _instance(key: Any) -> BaseException | None:
    """Return an exception as the app would raise it, None when that is not certain."""
    if isinstance(key, int):
        return HTTPException(key, "conformance") if key >= 400 else None
    if not isinstance(key, type) or issubclass(key, RequestValidationError) or not issubclass(key, BaseException):
        return None
    if key in (HTTPException, FastAPIHTTPException):
        return key(409, "conformance")
    if key in (Exception, BaseException):
        return RuntimeError(canary())
    return _constructed(key)


def _constructed(cls: type[BaseException]) -> BaseException | None:
    try:
        parameters = list(inspect.signature(cls).parameters.values())
        plain = {p.name: _PLAIN[_annotated(p)] for p in parameters if p.default is p.empty and p.kind not in _VARIADIC}
        positional = [plain.pop(p.name) for p in parameters if p.kind is p.POSITIONAL_ONLY and p.name in plain]
        return cls(*positional, **plain) if plain or positional or not parameters else cls("conformance")
    except Exception:
        return None


_VARIADIC = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def _annotated(parameter: inspect.Parameter) -> Any:
    named = {cls.__name__: cls for cls in _PLAIN}
    annotation = parameter.annotation
    return named.get(annotation, annotation) if isinstance(annotation, str) else annotation


def _failed(called: list[Provoked], handlers: Handlers, code: UserCode) -> Iterator[HandlerFailure]:
    for one in called:
        found = _failure(one.exchange, handlers, code)
        if found is not None:
            message, at = found
            yield HandlerFailure(f"{message} when {one.how}", at, one)


def _failure(exchange: Exchange, handlers: Handlers, code: UserCode) -> tuple[str, Place | None] | None:
    error = exchange.exception
    if error is None or error in exchange.errors or isinstance(error, HTTPException):
        return None
    codes = {getattr(underlying(handler), "__code__", None): handler for handler in handlers.values()}
    through = next((codes[frame] for frame, _ in lines(error.__traceback__) if frame in codes), None)
    if through is not None:
        return f"{_name(through)} raises {type(error).__name__}: {error}", code.raised_at(error)
    cause = error.__context__
    returned = isinstance(error, TypeError) and "not callable" in str(error) and cause is not None
    handler = _handler_of(cause, handlers) if returned and cause is not None else None
    if handler is None:
        return None
    return f"{_name(handler)} returns no response: {error}", defined_at(handler)


def _handler_of(error: BaseException, handlers: Handlers) -> Any:
    if isinstance(error, HTTPException) and error.status_code in handlers:
        return handlers[error.status_code]
    return next((handlers[cls] for cls in type(error).__mro__ if cls in handlers), None)


def _name(handler: Any) -> str:
    return getattr(underlying(handler), "__qualname__", type(handler).__name__)


EVIDENCE = (handler_failures,)
