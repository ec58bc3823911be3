"""Answers against what their operation declares, and the lines of its code that made them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi.exceptions import ResponseValidationError
from pydantic import TypeAdapter, ValidationError

from conformance.app.driver import Valid
from conformance.app.exchange import Exchange
from conformance.app.framework import declared_media_type, response_annotation
from conformance.app.operations import Operation
from conformance.checks.causes import repeat, returned_at, seen
from conformance.evidence.provoked import Provoked, guarded
from conformance.finding import Finding, Place

_UNSAID = frozenset({"http", "unhandled", "caught", "malformed", "media-type"})


def misfits(attempts: list[Exchange], operation: Operation) -> Iterator[Finding]:
    """Yield where an answer is not what the operation declares; the first of each kind."""
    for exchange in attempts:
        error = _refused(exchange)
        if error is not None:
            yield _finding(operation, exchange, _said(error), returned_at(operation))
            return
    for exchange in attempts if operation.in_schema else ():
        message = _misfit(exchange, operation) if exchange.ok else ""
        if message:
            at = exchange.answer.at if exchange.answer is not None else None
            yield _finding(operation, exchange, message, at or returned_at(operation))
            return


def _finding(operation: Operation, exchange: Exchange, message: str, at: Place | None) -> Finding:
    return Finding(f"{operation} {message}", at, seen(exchange), exchange.request.curl())


def _refused(exchange: Exchange) -> ResponseValidationError | None:
    errors = [*exchange.errors, exchange.exception]
    return next((error for error in errors if isinstance(error, ResponseValidationError)), None)


def _said(error: ResponseValidationError) -> str:
    first = dict(next(iter(error.errors()), {}))
    where = ".".join(str(part) for part in first.get("loc", ()))
    return f"returns what its response model refuses: {where}: {first.get('msg', '')}"


def _misfit(exchange: Exchange, operation: Operation) -> str:
    """Return how an answer that the app's own code built differs from the declaration, or ""."""
    answer = exchange.answer
    built = answer is not None and answer.at is not None
    if not built or exchange.status != (getattr(operation.route, "status_code", None) or 200) or exchange.left:
        return ""
    media_types = declared_media_type(operation.route, exchange.status)
    if media_types and exchange.size and exchange.media_type not in media_types:
        return f"answers {exchange.media_type or 'no media type'}, and declares {' or '.join(sorted(media_types))}"
    annotation = response_annotation(operation.route)
    if annotation is None or exchange.media_type != "application/json" or exchange.size != len(exchange.body):
        return ""
    return _unfit(exchange, annotation)


def _unfit(exchange: Exchange, annotation: Any) -> str:
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)
    try:
        adapter.validate_json(exchange.body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return f"answers what it does not declare: {'.'.join(map(str, first['loc']))}: {first['msg']}"
    except Exception:
        return ""  # a validator of the app that cannot judge what was serialised
    return ""


def undocumented(sample: Valid, failures: list[Provoked], operation: Operation) -> Iterator[Finding]:
    """Yield the statuses an operation answered that its description does not have."""
    documented = _documented(operation)
    answers = [Provoked("the request is valid", "valid", sample.exchange), *failures]
    told: set[int] = set()
    for one in answers:
        status = one.exchange.status
        if status is None or status >= 500 or one.kind in _UNSAID or status in told:
            continue
        if str(status) in documented or "default" in documented or f"{status // 100}XX" in documented:
            continue
        if status in (401, 403) and guarded(operation):
            continue
        told.add(status)
        message = f"{operation} answers {status} when {one.how}; described are {', '.join(sorted(documented))}"
        yield Finding(message, _undeclared_at(one, operation), seen(one.exchange), repeat(one))


def _undeclared_at(one: Provoked, operation: Operation) -> Place | None:
    """Return the line that answers for many operations, or the one that defines this operation."""
    made = one.exchange.refusal
    shared = made is not None and made.at is not None and made.phase != "endpoint"
    return made.at if made is not None and shared else operation.at


def _documented(operation: Operation) -> set[str]:
    declared = {str(status).upper() for status in getattr(operation.route, "responses", None) or {}}
    declared = {"default" if status == "DEFAULT" else status for status in declared}
    takes = [kind for kind in ("path", "query", "header", "cookie", "body") if _takes(operation, kind)]
    return declared | {str(getattr(operation.route, "status_code", None) or 200)} | ({"422"} if takes else set())


def _takes(operation: Operation, kind: str) -> bool:
    from conformance.app.framework import flat_dependants

    return any(getattr(one, f"{kind}_params") for one in flat_dependants(operation.dependant))
