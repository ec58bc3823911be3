"""Evidence of crashing: values that break what does not expect them, sent only where they can do no harm."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from fastapi.exceptions import ResponseValidationError

from conformance.app import mutations
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.mutation import leaves
from conformance.app.mutations import Mutation
from conformance.app.naming import KEYS, placeholder, reference, segments
from conformance.app.operations import Operation
from conformance.app.recipe import MISSING, Recipe, Where
from conformance.check import evidence
from conformance.evidence.errors.exploring import smallest
from conformance.evidence.provoked import Provoked, crashed
from conformance.finding import NotExercised
from conformance.gathering import Across

GENTLE = ("failures", "secrets_sent", "outages", "refusals", "broken_streams", "broken_background")
# Gathered before, too, where a selected check asks for it.
GENTLE_IF_ASKED = (
    *("holds", "blocking_calls", "failing_holds", "failing_calls", "outside_holds", "outside_calls"),
    *("queueing", "crossings", "again", "nested_loops", "strays", "lost_tasks", "thread_state", "leftovers"),
    *("peers", "silence", "probes", "departures"),
    *("skipped_releases", "swallowed_errors", "late", "committed", "kept_connections", "made_clients"),
    *("unstable_keys", "ignored_hits", "undying_entries", "altered_answers", "refused_falsy", "corrupt_crashes"),
    *("unpickled_entries", "lost_caches", "mixed_parameters", "mixed_callers"),
    *("outdated_reads", "lasting_failures", "shared_answers"),
    *("lost_crashes", "unfit_levels", "vanished", "leaked", "doubled_records", "prints", "unlike_lines"),
    *("untold_ids", "slow_handlers"),
    *("growths", "counted", "told_labels", "partial_counts"),
    *("cors_errors", "preflights", "buffered_streams", "delayed_answers"),
    *("lost_contexts", "failing_middleware", "stopped_scopes"),
    *("nobody", "intrusions", "trespasses", "giveaways", "cookies", "open_origins", "debug_pages", "bare_answers"),
    *("foreign_hosts", "open_docs", "written_secrets", "injections", "choices", "overreaches", "handshakes"),
    *("outlived", "sharings", "growth", "memory", "stampedes", "lost_connections", "bursts"),
)
_FEW = 25  # hostile requests to an operation that does not do its work anyway


_LONG = 4096


# What a bug raises; what is missing around the app (a table, a host, a file) raises other things.
_BUGS = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)


@evidence
def unharmed(across: Across) -> bool:
    """Everything gentle was done to every operation: what hostile values leave behind changes none of it."""
    across.gather(GENTLE_IF_ASKED)
    return all(True for name in GENTLE for _ in across(name))


@evidence
def assault(across: Across, driver: Driver, unharmed: bool) -> dict[str, list[Provoked]]:
    """The hostile requests to every operation, always in the same order: one may harm the answers to the next."""
    return {operation.id: _assaulted(driver, operation, sample) for operation, sample in across("sample")}


@evidence
def hostile(assault: dict[str, list[Provoked]], operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests with values that crash what does not expect them; what crashed was sent again, and did again."""
    return assault.get(operation.id, [])


def _assaulted(driver: Driver, operation: Operation, sample: Valid) -> list[Provoked]:
    try:
        return _attacked(driver, operation, sample)
    except NotExercised:
        return []  # it hung meanwhile


def _attacked(driver: Driver, operation: Operation, sample: Valid) -> list[Provoked]:
    if driver.is_shared(operation):
        return []  # a hostile value that is accepted would stay
    if crashed(sample.exchange):
        return []  # it needs no hostile value
    first, *others = driver.full(operation)
    tried = list(mutations.hostile(operation, first))
    for made in others:
        # Only what was added: the rest was tried with the first.
        tried += [one for one in mutations.hostile(operation, made) if first.at(one.where, one.location) is MISSING]
    tried = [one for one in tried if _harmless(operation, one)]
    if sample.problem:
        return [_repeated(driver, operation, one) for one in tried[:_FEW]]
    return [_repeated(driver, operation, one) for one in tried] + _explored(driver, operation)


def _harmless(operation: Operation, one: Mutation) -> bool:
    """Return whether a hostile value cannot name something that is not of this run, in an operation that changes."""
    if operation.method in SAFE or not _names_things(operation, one.where, one.location):
        return True
    return not _may_exist(_sent_at(operation, one))


def _names_things(operation: Operation, where: Where, location: tuple[str | int, ...]) -> bool:
    name = next((str(key) for key in reversed(location) if isinstance(key, str)), "")
    return where == "path" or reference(name) is not None or name.lower() in KEYS


def _sent_at(operation: Operation, one: Mutation) -> Any:
    """Return the value a mutation sends at its place, None when it cannot be told."""
    if one.where == "path":
        pairs = zip(segments(operation.path), segments(one.request.path), strict=False)
        return next((unquote(sent) for part, sent in pairs if part == placeholder(str(one.location[0]))), None)
    if one.where == "query":
        return dict(one.request.query).get(str(one.location[0]))
    try:
        return Recipe("", "", body=json.loads(one.request.body)).at("body", one.location)
    except ValueError:
        return None


def _may_exist(value: Any) -> bool:
    """Return whether a value is a number that a row may well have."""
    try:
        return abs(int(value)) < 2**31 if isinstance(value, int | str) else isinstance(value, list) and bool(value)
    except ValueError:
        return False


@evidence
def crashing(driver: Driver, across: Across, operation: Operation) -> list[Provoked]:
    """Everything sent that could crash the operation: hostile values, invalid ones, and at least a valid request."""
    tried = [one for one in driver.attempts(operation) if crashed(one) and _is_bug(one)]
    found = [Provoked("a valid request is sent", "valid", one, operation) for one in tried[:1]]
    return found + across.at("refused", operation) + across.at("hostile", operation)


def _is_bug(exchange: Exchange) -> bool:
    errors = [error for error in (*exchange.errors, exchange.exception) if error is not None]
    if any(not isinstance(error, Exception) for error in errors):
        return not exchange.failure  # SystemExit and its like end the server
    return any(isinstance(error, _BUGS) and not isinstance(error, ResponseValidationError) for error in errors)


def sent(driver: Driver, operation: Operation, mutation: Mutation) -> Provoked:
    request = driver.renewed(mutation.request)
    return Provoked(mutation.label, mutation.kind, driver.send(request, operation), operation)


def _repeated(driver: Driver, operation: Operation, mutation: Mutation) -> Provoked:
    first = sent(driver, operation, mutation)
    if not crashed(first.exchange):
        _forget(first.exchange)
        return first
    again = sent(driver, operation, mutation)
    if _signature(again.exchange) != _signature(first.exchange):
        again = sent(driver, operation, mutation)
    control = driver.send(driver.varied(operation).request(), operation)
    if crashed(again.exchange) and _signature(control) == _signature(again.exchange):
        return Provoked(mutation.label, "stale", control, operation)  # the fault of what was sent before
    return again


def _forget(exchange: Exchange) -> None:
    """Let go of the contents of an exchange that went well: there are thousands, and some are long."""
    exchange.chunks.clear()
    exchange.commands.clear()
    if len(exchange.request.body) > _LONG:
        exchange.request = replace(exchange.request, body=b"")


def _signature(exchange: Exchange) -> tuple[Any, ...]:
    """Return how an exchange ended: two that failed for one reason have the same."""
    errors = [type(error) for error in (*exchange.errors, exchange.exception) if error is not None]
    return exchange.status, bool(exchange.failure), errors[-1:] or None


def _explored(driver: Driver, operation: Operation) -> list[Provoked]:
    """Let Hypothesis look for a crash the list of hostile values does not have, and shrink it."""
    if not leaves(driver.full(operation)[0]):
        return []
    drawn = mutations.strategy(operation, driver.full(operation)[0])
    base = driver.full(operation)[0]

    def crashes(made: Recipe) -> bool:
        if _reaches_out(operation, base, made):
            return False
        return crashed(driver.send(driver.renewed(made.request()), operation))

    recipe = smallest(drawn, crashes)
    if recipe is None:
        return []
    control = driver.send(driver.varied(operation).request(), operation)
    if crashed(control):
        return []  # the fault of what was sent before
    what = _difference(driver.sample(operation).recipe, recipe)
    return [Provoked(what, "hostile", driver.send(recipe.request(), operation), operation)]


def _reaches_out(operation: Operation, base: Recipe, made: Recipe) -> bool:
    """Return whether a drawn request to an operation that changes may name what is not of this run."""
    if operation.method in SAFE:
        return False
    changed = [spot for spot in leaves(made) if made.at(*spot) != base.at(*spot)]
    return any(_names_things(operation, *spot) and _may_exist(made.at(*spot)) for spot in changed)


def _difference(valid: Recipe, other: Recipe) -> str:
    places: tuple[Where, ...] = ("path", "query", "header", "cookie", "body", "form")
    for where in places:
        for leaf in other.leaves(where):
            value = other.at(where, leaf)
            if valid.at(where, leaf) != value:
                name = ".".join(map(str, (where, *leaf)))
                return f"{name} is {value!r:.80}"
    return "a hostile value is sent"


EVIDENCE = (
    unharmed,
    assault,
    hostile,
    crashing,
)
