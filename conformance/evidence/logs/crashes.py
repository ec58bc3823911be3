"""Evidence of what logs say of failures: crashes, clients' mistakes, and errors that an `except` clause keeps."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from fastapi import HTTPException

from conformance.app.causes import causes
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.app.logged import Logged
from conformance.app.operations import Operation
from conformance.app.protected import final_lines, function_of, giving_lines, handlers
from conformance.check import evidence
from conformance.evidence.concurrency.liveness import asks_how_it_is
from conformance.evidence.errors.broken import Caught
from conformance.evidence.logs.log_flaws import (
    TRACEBACK,
    LogFlaw,
    concerns,
    first_of_each,
    has_traceback,
    led_to,
    logs_of,
    masked,
)
from conformance.evidence.provoked import Provoked, canary
from conformance.evidence.spread import Spread
from conformance.faults.endpoint import Before, Injected
from conformance.faults.inside import RaiseInside
from conformance.faults.network import is_refused
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.logs import server_logs
from conformance.observe.writing import RENDERED

_SAYING_NOTHING = (404, 410, 500)
_GRAVE = ("error", "critical", "fatal")


@evidence
def lost_crashes(injected: list[Provoked], operation: Operation, sample: Valid, target: Target) -> list[LogFlaw]:
    """The unforeseen exceptions that were logged never, without their traceback, or more than once."""
    crashes = _crashes(injected, sample)
    return first_of_each(flaw for one in crashes for flaw in _miscounted(one, operation, target))


def _crashes(injected: list[Provoked], sample: Valid) -> list[Provoked]:
    tried = [one for one in injected if one.kind == "unhandled" and not one.exchange.failure]
    found = [one for one in tried if (one.exchange.status or 500) >= 500]
    if not found:
        raise NotExercised(sample.problem or "no exception could be raised in it")
    return found


def _miscounted(one: Provoked, operation: Operation, target: Target) -> Iterator[LogFlaw]:
    exchange, error = one.exchange, one.fault.error
    records = [said for said in logs_of(exchange) if concerns(said, error, one.canary)]
    full = [said for said in records if has_traceback(said)]
    served = exchange.exception is not None and server_logs(exchange.exception) and led_to(exchange.exception, error)
    rendered = any(said.by == RENDERED and led_to(said.error, error) for said in exchange.logs)
    elsewhere = not full and rendered and TRACEBACK not in exchange.text  # else it was made to be answered
    if len(full) + served == 1 or elsewhere:
        return
    if full:
        first = full[0]  # where it ends is where it is to be logged
        how = "here, and again by the server it is raised on to," if served else f"{len(full)} times"
        advice = len(full) == 1  # it is known of, and each of both lines is where one looks for it
        yield LogFlaw(f"a crash is logged {how} when {one.how}", first.at, _line(first, one), operation, advice)
    elif records:
        message = f"a crash is logged without its traceback when {one.how}"
        yield LogFlaw(message, records[0].at, _line(records[0], one), operation)
    else:
        yield LogFlaw(f"a crash is not logged when {one.how}", _answered(exchange, target, operation), "", operation)


def _line(one: Logged, provoked: Provoked) -> str:
    return f"{one.level}: {masked(next(iter(one.lines), one.text), [provoked.canary])}"


def _answered(exchange: Exchange, target: Target, operation: Operation) -> Place | None:
    """Return the line that made an answer of a crash, and told nobody else."""
    for made in (exchange.refusal, exchange.answer):
        if made is not None and made.at is not None:
            return made.at
    return target.made_at(operation.owner)


@evidence
def unfit_levels(said: list[Provoked], driver: Driver, operation: Operation, sample: Valid) -> list[LogFlaw]:
    """Clients' mistakes that are logged as errors with a traceback, and crashes that are logged as less."""
    tried = [one for one in said if one.kind not in ("caught", "http")]
    if operation.dependant is not None:
        tried.append(_refused(driver, operation, sample))
    judged = [one for one in tried if _is_refusal(one.exchange) or _is_crash(one)]
    if not any(logs_of(one.exchange) for one in judged):
        raise NotApplicable("it logs neither what it refuses nor a crash")
    return first_of_each(flaw for one in judged for flaw in _unfit(one, operation))


def _refused(driver: Driver, operation: Operation, sample: Valid) -> Provoked:
    """Return the valid request, refused by an HTTPException as apps raise it."""
    mark = canary()
    fault = Before(lambda: HTTPException(409, mark))
    exchange = driver.send(sample.recipe.request(), operation, fault=fault)
    return Provoked("the endpoint raises an HTTPException", "refused", exchange, operation, mark, fault)


def _is_refusal(exchange: Exchange) -> bool:
    return 400 <= (exchange.status or 0) < 500 and exchange.exception is None and not exchange.failure


def _is_crash(one: Provoked) -> bool:
    return one.kind == "unhandled" and (one.exchange.status or 0) >= 500


def _unfit(one: Provoked, operation: Operation) -> Iterator[LogFlaw]:
    own = [said for said in logs_of(one.exchange) if said.by != "print" and said.logger.partition(".")[0] != "uvicorn"]
    if _is_refusal(one.exchange):
        for said in own:
            if said.level in _GRAVE and has_traceback(said) and not _is_outage(said.error):
                what = f"a request that is answered {one.exchange.status} is logged as {said.level} with a traceback"
                yield LogFlaw(f"{what} when {one.how}", said.at, _line(said, one), operation)
        return
    error, passed = one.fault.error, one.exchange.exception
    about = [said for said in own if concerns(said, error, one.canary)]
    served = passed is not None and server_logs(passed)
    if about and not served and not any(said.level in _GRAVE for said in about):
        message = f"a crash is logged as no more than {about[0].level} when {one.how}"
        yield LogFlaw(message, about[0].at, _line(about[0], one), operation)


def _is_outage(error: BaseException | None) -> bool:
    """Return whether an error is that of something else that is needed, whatever the client is answered."""
    return any(is_refused(one) or isinstance(one, OSError | TimeoutError | MemoryError) for one in causes(error))


@evidence
def vanished(caught: list[Caught], driver: Driver, operation: Operation, sample: Valid) -> list[LogFlaw]:
    """The `except` clauses for any exception that keep one to themselves: neither logged, raised nor answered."""
    found = first_of_each(
        LogFlaw(f"{one.provoked.how}, and nobody is told", one.at, _answer(one.provoked.exchange), operation)
        for one in caught
        if _is_broad(one) and _is_kept(one.provoked, sample) and _is_kept(_persisting(one, driver, operation), sample)
    )
    if not found and sample.problem:
        raise NotExercised(sample.problem)  # what it never came to may hold a clause as well
    return found


def _persisting(one: Caught, driver: Driver, operation: Operation) -> Provoked:
    """Return what comes of the same failure when it is raised however often it is tried again."""
    first, mark = one.provoked.fault, canary()
    fault = RaiseInside(first.code, first.lines, Injected(mark), always=True)
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=fault)
    return Provoked(one.provoked.how, "caught", exchange, operation, mark, fault)


def _is_kept(one: Provoked, sample: Valid) -> bool:
    """Return whether nobody hears of an error: who asks how the app is is told by another answer."""
    told = one.operation is not None and asks_how_it_is(one.operation) and one.exchange.text != sample.exchange.text
    return _is_gone(one) and not told


def _is_broad(one: Caught) -> bool:
    """Return whether a clause catches everything, tells nobody, and guards more than giving something back."""
    code = one.provoked.fault.code
    excused = giving_lines(code) | final_lines(code)
    here = [handler for handler in handlers(code) if handler.line == one.at.line]
    return any(handler.broad and handler.first not in excused for handler in here) and not _reports(one)


def _reports(one: Caught) -> bool:
    """Return whether the clause hands the exception on, or calls what promises by its name to tell somebody."""
    function = function_of(one.provoked.fault.code)
    for clause in ast.walk(function) if function is not None else ():
        if isinstance(clause, ast.ExceptHandler) and clause.lineno == one.at.line:
            used = list(_kept(clause.body))
            calls = [ast.unparse(node.func).lower() for node in used if isinstance(node, ast.Call)]
            named = any(isinstance(node, ast.Name) and node.id == clause.name for node in used)
            return named or any(word in call for call in calls for word in _REPORTING)
    return False


def _kept(nodes: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield what a clause does, without what it raises: that is seen where it arrives."""
    for node in nodes:
        if not isinstance(node, ast.Raise):
            yield node
            yield from _kept(ast.iter_child_nodes(node))


_REPORTING = (
    "log",
    "warn",
    "error",
    "exc",
    "critical",
    "debug",
    "info",
    "capture",
    "report",
    "notify",
    "record",
    "metric",
    ".inc",  # of a counter of failures
)


def _is_gone(one: Provoked) -> bool:
    exchange, error = one.exchange, one.fault.error
    told = any(concerns(said, error, one.canary) for said in exchange.logs)
    raised = led_to(exchange.exception, error)
    return not told and not raised and _is_hidden(exchange) and one.canary not in exchange.text


def _is_hidden(exchange: Exchange) -> bool:
    """Return whether an answer is as if nothing had happened, or blames nothing: not so what refuses, or is not there.

    That a thing does not exist is no refusal: it is said of one that could not be looked for.
    """
    status = exchange.status or 0
    return not exchange.failure and (0 < status < 400 or status in _SAYING_NOTHING)


def _answer(exchange: Exchange) -> str:
    return f"answers {exchange.status}" if exchange.status else ""


@evidence
def spread_crashes(across: Across) -> Spread:
    """The lines at which crashes of several operations are logged wrongly."""
    return Spread.of(across, "lost_crashes")


@evidence
def spread_levels(across: Across) -> Spread:
    """The lines at which several operations log at a level that does not fit."""
    return Spread.of(across, "unfit_levels")


@evidence
def spread_vanished(across: Across) -> Spread:
    """The clauses in which the errors of several operations vanish."""
    return Spread.of(across, "vanished")


EVIDENCE = (lost_crashes, unfit_levels, vanished, spread_crashes, spread_levels, spread_vanished)
