"""Evidence of exception handlers: each called with what it is registered for, and those that failed."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import HTTPException as FastAPIHTTPException
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from conformance.app.code import UserCode
from conformance.app.driver import Driver
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
    return list(_failed(called, code))


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


def _failed(called: list[Provoked], code: UserCode) -> Iterator[HandlerFailure]:
    for one in called:
        for handler, _, outcome in one.exchange.handler_failures:
            if not isinstance(outcome, HTTPException):
                message, at = _failure(handler, outcome, code)
                yield HandlerFailure(f"{message} when {one.how}", at, one)


def _failure(handler: Any, outcome: Any, code: UserCode) -> tuple[str, Place | None]:
    if isinstance(outcome, Exception):
        return f"{_name(handler)} raises {type(outcome).__name__}: {outcome}", code.raised_at(outcome)
    return f"{_name(handler)} returns no response but a {type(outcome).__name__}", defined_at(handler)


def _name(handler: Any) -> str:
    return getattr(underlying(handler), "__qualname__", type(handler).__name__)


EVIDENCE = (handler_failures,)
