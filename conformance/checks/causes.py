"""Where the cause of an answer sits: in its operation, or in the app; and the findings made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from conformance.app.code import UserCode, lines
from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.app.operations import Operation, underlying
from conformance.evidence.provoked import Provoked
from conformance.finding import Finding, Place

_INSIDE = ("dependencies", "endpoint")


@dataclass(frozen=True)
class Cause:
    """A line of code to change; `own` when it is the operation's, not shared by others."""

    at: Place | None
    own: bool


def error_of(exchange: Exchange) -> BaseException | None:
    """Return the exception behind a failed exchange, None when it was an answer on purpose."""
    own = [error for error in exchange.errors if not isinstance(error, HTTPException | RequestValidationError)]
    return own[-1] if own else exchange.exception


def of_crash(exchange: Exchange, operation: Operation, code: UserCode, target: Target) -> Cause:
    """Return where an exception came from: its innermost line of the user's."""
    error = error_of(exchange)
    at = code.raised_at(error)
    if error is None:
        return of_answer(exchange, operation, target)
    own = _through_endpoint(error, operation) or (exchange.reached == "endpoint" and at is None)
    return Cause(at or (operation.at if own else target.at), own)


def _through_endpoint(error: BaseException, operation: Operation) -> bool:
    wanted = getattr(underlying(operation.endpoint), "__code__", None)
    return any(
        frame is wanted or frame.co_name in ("run_endpoint_function", "serialize_response")
        for frame, _ in lines(error.__traceback__)
    )


def of_answer(exchange: Exchange, operation: Operation | None, target: Target) -> Cause:
    """Return who made an answer: the line that raised or built it, in the operation or in a handler."""
    refusal, answer = exchange.refusal, exchange.answer
    if refusal is not None and refusal.at is not None and refusal.phase in _INSIDE and not (answer and answer.at):
        return Cause(refusal.at, refusal.phase == "endpoint")
    if answer is not None and answer.at is not None:
        return Cause(answer.at, answer.phase == "endpoint")
    return Cause(target.at, False)


def of_refusal(exchange: Exchange, target: Target) -> Cause:
    """Return who decided to refuse: the line that raised, before the handler that shaped the answer."""
    refusal, answer = exchange.refusal, exchange.answer
    for made in (refusal, answer):
        if made is not None and made.at is not None:
            return Cause(made.at, made.phase == "endpoint")
    return Cause(target.at, False)


def seen(exchange: Exchange) -> str:
    """Return an answer as it is shown: its status, media type and the beginning of its body."""
    if exchange.status is None:
        return exchange.failure or f"no answer: {exchange.exception!r}"
    return f"{exchange.status} {exchange.media_type} {exchange.text[:300]}".strip()


def grouped(found: Iterable[tuple[Cause, Provoked, str]]) -> Iterator[Finding]:
    """Yield one finding a line of code, of the first answer found there, with all operations it concerns."""
    groups: dict[Place | None, list[tuple[Provoked, str]]] = {}
    for cause, one, message in found:
        groups.setdefault(cause.at, []).append((one, message))
    for at, group in groups.items():
        one, message = group[0]
        names = tuple(dict.fromkeys(other.operation.id for other, _ in group if other.operation is not None))
        yield Finding(message, at, seen(one.exchange), one.exchange.request.curl(), names)
