"""Where the cause of an answer sits: in its operation, or in the app; and the findings made of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from conformance.app.code import UserCode, lines
from conformance.app.exchange import Exchange
from conformance.app.functions import code_behind
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.protected import function_of, handlers
from conformance.evidence.concurrency.tasks import Loss
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.faults.inside import Returning
from conformance.finding import Finding, NotExercised, Place
from conformance.gathering import Across
from conformance.masking import STARS


@dataclass(frozen=True)
class Cause:
    """A line of code to change; `own` when it is the operation's, not shared by others."""

    at: Place | None
    own: bool


def error_of(exchange: Exchange) -> BaseException | None:
    """Return the exception behind a failed exchange, None when it was an answer on purpose."""
    own = [error for error in exchange.errors if not isinstance(error, HTTPException | RequestValidationError)]
    if own or (exchange.status or 500) < 500:
        return own[-1] if own else exchange.exception
    hidden = [error.__cause__ or error.__context__ for error in exchange.errors]
    return next((error for error in hidden if error is not None), exchange.exception)


def of_crash(exchange: Exchange, operation: Operation, code: UserCode, target: Target) -> Cause:
    """Return where an exception came from: its innermost line of the user's."""
    error = error_of(exchange)
    at = code.raised_at(error)
    if error is None:
        return of_answer(exchange, operation, target)
    own = _through_endpoint(error, operation) or (exchange.reached == "endpoint" and at is None)
    return Cause(at or (returned_at(operation) if own else target.made_at(operation.owner)), own)


def _through_endpoint(error: BaseException, operation: Operation) -> bool:
    wanted = code_behind(operation.endpoint)
    return any(
        frame is wanted or frame.co_name in ("run_endpoint_function", "serialize_response")
        for frame, _ in lines(error.__traceback__)
    )


Sound = frozenset[Place]


def sound(answers: Iterable[Exchange]) -> Sound:
    """Return the lines that build answers with nothing wrong in them: none of these is at fault elsewhere."""
    return frozenset(one.answer.at for one in answers if one.answer is not None and one.answer.at is not None)


def of_answer(exchange: Exchange, operation: Operation | None, target: Target, clean: Sound = frozenset()) -> Cause:
    """Return what gave an answer its shape: the line that built it, in the operation or a handler; else the app's.

    A builder that makes sound answers too is not to blame, but the nearest line that calls it and does not.
    """
    answer = exchange.answer
    if answer is not None and answer.at is not None:
        at = next((place for place in answer.by if place not in clean), answer.at)
        return Cause(at, answer.phase == "endpoint")
    return Cause(target.made_at(operation.owner if operation is not None else None), False)


def of_refusal(one: Provoked, target: Target, clean: Sound = frozenset()) -> Cause:
    """Return who decided on an answer: the line that raised or returned it, before the handler that shaped it."""
    exchange, operation = one.exchange, one.operation
    for made in (exchange.refusal, exchange.answer):
        if made is not None and made.at is not None:
            at = next((place for place in made.by if place not in clean), made.at)
            return Cause(at, made.phase == "endpoint")
    if operation is not None and exchange.returned and (exchange.status or 500) < 400:
        return Cause(getattr(one.fault, "at", None) or returned_at(operation), True)
    return of_answer(exchange, operation, target)


def swallowed_at(error: BaseException, code: UserCode) -> Place | None:
    """Return the clause that caught an error: its traceback ends, outermost, in the frame that did."""
    for frame, line in lines(error.__traceback__):
        if code.owns(frame.co_filename):
            around = [one for one in handlers(frame) if one.first <= line <= one.last]
            if around:
                return Place(frame.co_filename, max(around, key=lambda one: one.first).line)
    return None


def returned_at(operation: Operation) -> Place | None:
    """Return the line of the endpoint's only `return`, or the one that defines it."""
    code = code_behind(operation.endpoint)
    function = function_of(code) if code is not None else None
    if code is None or function is None:
        return operation.at
    returns = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Return)]
    return Place(code.co_filename, returns[0]) if len(returns) == 1 else operation.at


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
        yield Finding(message, at, _masked(seen(one.exchange), one), _masked(repeat(one), one), names)


def _masked(text: str, one: Provoked) -> str:
    """Return a text without what stood for a secret in a request."""
    return text.replace(one.canary, STARS) if one.canary else text


def of_several(across: Across, name: str, spread: Spread, nothing: Exception) -> list[Any]:
    """Return what evidence `name` holds at lines that several operations share; raise `nothing` where there is none."""
    found = list(across(name))
    if not found:
        raise nothing
    return [one for _, ones in found for one in ones if one.at in spread]


def lost(lines: Iterable[tuple[Place | None, Loss]]) -> Iterator[Finding]:
    """Yield a finding for each line at which something is lost."""
    for at, loss in lines:
        yield Finding(loss.message, at, loss.seen, operations=tuple(loss.operations))


def or_require(found: Iterator[Finding], problem: str) -> Iterator[Finding]:
    """Yield findings; where there are none, there is only a verdict if the operation had no `problem` with its work."""
    first = next(found, None)
    if first is not None:
        yield first
        yield from found
    elif problem:
        raise NotExercised(problem)


def repeat(one: Provoked) -> str:
    """Return a command that shows an answer again, "" when it took a fault that only a run can put in."""
    return one.exchange.request.curl() if one.fault is None or isinstance(one.fault, Returning) else ""
