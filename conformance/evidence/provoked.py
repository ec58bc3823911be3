"""Evidence of failing: each operation made to fail in every way there is, and what it answered."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from fastapi.exceptions import ResponseValidationError
from fastapi.security.base import SecurityBase

from conformance.app import mutations
from conformance.app.acceptance import accepts
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange, Request
from conformance.app.framework import flat_dependants
from conformance.app.functions import underlying
from conformance.app.loading import Target
from conformance.app.mutation import leaves
from conformance.app.mutations import Mutation
from conformance.app.naming import KEYS, placeholder, reference, segments
from conformance.app.operations import Operation
from conformance.app.parameters import parameters, secret_locations
from conformance.app.recipe import MISSING, Recipe, Where
from conformance.check import evidence
from conformance.faults.endpoint import After, Before, Injected
from conformance.faults.inside import Returning
from conformance.finding import NotApplicable, NotExercised
from conformance.gathering import Across

_ENUMS = ("enum", "const")
_LONG = 4096
_FEW = 25  # hostile requests to an operation that does not do its work anyway


@dataclass(frozen=True)
class Provoked:
    """A request made to fail: in which way, as text and as a kind, and the exchange."""

    how: str
    kind: str
    exchange: Exchange
    operation: Operation | None = None
    canary: str = ""
    fault: Any = field(default=None, compare=False)


def canary() -> str:
    """Return a text that can be in an answer only if it was put there."""
    return f"conformance-canary-{secrets.token_hex(6)}"


@evidence
def sampled(across: Across) -> bool:
    """Every operation was sent its valid request: nothing that harms the app is sent before."""
    return all(valid is not None for _, valid in across("sample"))


@evidence
def refused(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests that the operation must refuse: missing and invalid fields, malformed JSON, a wrong media type."""
    return [_sent(driver, operation, one) for one in mutations.invalid(operation, driver.varied(operation))]


@evidence
def hostile(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests with values that crash what does not expect them; what crashed was sent again, and did again."""
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


# What a bug raises; what is missing around the app (a table, a host, a file) raises other things.
_BUGS = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, RecursionError, TypeError, ValueError)


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


def _sent(driver: Driver, operation: Operation, mutation: Mutation) -> Provoked:
    request = driver.renewed(mutation.request)
    return Provoked(mutation.label, mutation.kind, driver.send(request, operation), operation)


def _repeated(driver: Driver, operation: Operation, mutation: Mutation) -> Provoked:
    first = _sent(driver, operation, mutation)
    if not crashed(first.exchange):
        _forget(first.exchange)
        return first
    again = _sent(driver, operation, mutation)
    if _signature(again.exchange) != _signature(first.exchange):
        again = _sent(driver, operation, mutation)
    control = driver.send(driver.varied(operation).request(), operation)
    if crashed(again.exchange) and _signature(control) == _signature(again.exchange):
        return Provoked("a valid request is sent, after others with hostile values", "valid", control, operation)
    return again


def _forget(exchange: Exchange) -> None:
    """Let go of the contents of an exchange that went well: there are thousands, and some are long."""
    exchange.chunks.clear()
    if len(exchange.request.body) > _LONG:
        exchange.request = replace(exchange.request, body=b"")


def _signature(exchange: Exchange) -> tuple[Any, ...]:
    """Return how an exchange ended: two that failed for one reason have the same."""
    errors = [type(error) for error in (*exchange.errors, exchange.exception) if error is not None]
    return exchange.status, bool(exchange.failure), errors[-1:] or None


def crashed(exchange: Exchange) -> bool:
    """Return whether an exchange ended in a server error that nobody chose: 501 to 504 are choices."""
    if exchange.status is not None and exchange.status < 500:
        return exchange.exception is not None and not exchange.complete and not exchange.left
    return bool(exchange.failure) or exchange.status not in (501, 502, 503, 504)


def _explored(driver: Driver, operation: Operation) -> list[Provoked]:
    """Let Hypothesis look for a crash the list of hostile values does not have, and shrink it."""
    from conformance.evidence.exploring import smallest

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


@evidence
def unknown_ids(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests for things that do not exist: each id in the path in turn replaced by one that nothing has."""
    names = [name for name in sample.recipe.path if _is_id(operation, name)]
    if not names:
        raise NotApplicable("has no id in its path")
    return [one for name in names for one in _unknown(driver, operation, sample, name)]


def _unknown(driver: Driver, operation: Operation, sample: Valid, name: str) -> Iterator[Provoked]:
    value = sample.recipe.path[name]
    for made in _absent(value):
        recipe = driver.varied(operation).put("path", (name,), made)
        if not accepts(operation, recipe):
            fault = Returning(operation)
            exchange = driver.send(recipe.request(), operation, fault=fault)
            yield Provoked(f"{name} is {made}, which does not exist", "unknown-id", exchange, operation, fault=fault)
            return


def _absent(value: Any) -> list[Any]:
    """Return ids of the same form that nothing has."""
    text = str(value)
    if re.fullmatch(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}", text):
        return [
            f"{secrets.token_hex(4)}-{secrets.token_hex(2)}-4{secrets.token_hex(2)[1:]}-8{secrets.token_hex(2)[1:]}-{secrets.token_hex(6)}"
        ]
    if text.isdigit():
        return [10**9 + secrets.randbelow(10**9), 10**5 + secrets.randbelow(10**5), 9_973]
    if re.fullmatch(r"[0-9a-fA-F]{16,}", text):
        return [secrets.token_hex(len(text) // 2 + 1)[: len(text)]]
    return [f"none-{secrets.token_hex(5)}", secrets.token_hex(4)]


def _is_id(operation: Operation, name: str) -> bool:
    """Return whether a path parameter names a thing: one of many, not one of a fixed set."""
    for parameter in parameters(operation):
        if parameter.where == "path" and parameter.name == name:
            schemas = [parameter.schema, *parameter.schema.get("$defs", {}).values()]
            return not any(key in schema for schema in schemas for key in _ENUMS)
    return True


@evidence
def anonymous(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """The valid request without credentials, and with wrong ones, of an operation that asks for some."""
    asked = guarded(operation) or sample.exchange.status in (401, 403)
    if not asked and (driver.caller() is None or operation.method not in SAFE):
        raise NotApplicable("asks for no credentials")
    request = sample.recipe.request()
    found = [Provoked("without credentials", "anonymous", driver.send(request, operation, anonymous=True), operation)]
    return found + list(_wrong_credentials(driver, operation, request))


def _wrong_credentials(driver: Driver, operation: Operation, request: Request) -> Iterator[Provoked]:
    mark = canary()
    declared = list(_schemes(operation, mark))
    for headers in declared or ({"authorization": f"Bearer {mark}", "x-api-key": mark, "x-token": mark},):
        exchange = driver.send(request.with_headers(headers), operation, anonymous=True)
        yield Provoked("with wrong credentials", "credentials", exchange, operation, mark)


def _schemes(operation: Operation, mark: str) -> Iterator[dict[str, str]]:
    for scheme in _security(operation):
        model = scheme.model
        where = getattr(getattr(model, "in_", None), "value", "")
        if where == "header":
            yield {model.name: mark}
        elif where == "cookie":
            yield {"cookie": f"{model.name}={mark}"}
        elif where != "query":
            yield {"authorization": f"{'Basic' if getattr(model, 'scheme', '') == 'basic' else 'Bearer'} {mark}"}


def _security(operation: Operation) -> list[Any]:
    found = {}
    for dependant in flat_dependants(operation.dependant) if operation.dependant else ():
        for call in (dependant.call, underlying(dependant.call) if dependant.call else None):
            if isinstance(call, SecurityBase):
                found[id(call)] = call
    return list(found.values())


def guarded(operation: Operation) -> bool:
    """Return whether an operation asks for credentials by one of FastAPI's security schemes."""
    return bool(_security(operation))


@evidence
def secrets_sent(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests that must be refused, each holding a canary where a secret belongs."""
    places = secret_locations(operation, sample.recipe)
    asked = guarded(operation) or sample.exchange.status in (401, 403)
    if not places and not asked:
        raise NotApplicable("takes no secret")
    found = [one for where, location in places for one in _holding(driver, operation, where, location)]
    return found + (list(_wrong_credentials(driver, operation, sample.recipe.request())) if asked else [])


def _holding(driver: Driver, operation: Operation, where: Where, location: tuple[str | int, ...]) -> Iterator[Provoked]:
    """Send requests with a canary as the secret at one place: a strong one, and one too short for most rules."""
    name = ".".join(map(str, (where, *location)))
    for mark in (f"Pw0-{canary()}", f"{secrets.token_urlsafe(5)[:5]}-7"):
        made = driver.varied(operation).put(where, location, mark)
        if not driver.is_shared(operation):
            sent = driver.send(made.request(), operation)
            yield Provoked(f"{name} holds a secret", "secret", sent, operation, mark)
        for one in _around(operation, made, mark):
            sent = driver.send(one.request, operation)
            yield Provoked(f"{name} holds a secret and {one.label}", "secret", sent, operation, mark)


def _around(operation: Operation, made: Recipe, mark: str) -> Iterator[Mutation]:
    """Yield requests that must be refused and still hold the mark."""
    for one in mutations.invalid(operation, made):
        if mark in one.request.body.decode("utf-8", "replace") or mark in one.request.target:
            yield one


@evidence
def injected(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """The valid request, with an HTTPException in place of the endpoint, and with an exception nobody foresaw."""
    if operation.dependant is None:
        raise NotExercised("not an operation of FastAPI: no exception can be raised in it on purpose")
    return list(_injected(driver, operation))


def _injected(driver: Driver, operation: Operation) -> Iterator[Provoked]:
    from starlette.exceptions import HTTPException

    before: list[tuple[str, Callable[[str], Callable[[], BaseException]]]] = [
        ("http", lambda mark: lambda: HTTPException(418, mark)),
        ("unhandled", lambda mark: lambda: Injected(mark)),
    ]
    for kind, error in before:
        mark = canary()
        fault = Before(error(mark))
        exchange = driver.send(driver.sample(operation).recipe.request(), operation, fault=fault)
        if fault.error in exchange.errors:
            yield Provoked(
                f"{_article(kind)} is raised in place of the endpoint", kind, exchange, operation, mark, fault
            )
    mark = canary()
    late = After(lambda: Injected(mark))
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=late)
    if late.error in exchange.errors:
        yield Provoked(
            f"{_article('unhandled')} is raised after the endpoint", "unhandled", exchange, operation, mark, late
        )


def _article(kind: str) -> str:
    return "an HTTPException" if kind == "http" else "an unforeseen exception"


@evidence
def repeated(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """What is answered when a thing that was just made is asked for once more, to the letter."""
    if operation.method not in ("POST", "PUT") or sample.problem:
        raise NotApplicable("makes nothing")
    request = driver.fresh(operation).request()
    driver.send(request, operation)
    return [Provoked("the same request is sent twice", "repeated", driver.send(request, operation), operation)]


@dataclass(frozen=True)
class Unrouted:
    """What the app answers where no operation is: to unknown paths, and to methods that a path does not have."""

    paths: tuple[Provoked, ...]
    methods: tuple[tuple[Provoked, frozenset[str]], ...]


@evidence
def unrouted(driver: Driver, operations: tuple[Operation, ...], target: Target) -> Unrouted:
    """Requests for paths that do not exist, and with methods that existing paths do not have."""
    return Unrouted(tuple(_unknown_paths(driver, operations)), tuple(_wrong_methods(driver, operations)))


def _unknown_paths(driver: Driver, operations: tuple[Operation, ...]) -> Iterator[Provoked]:
    http = [o for o in operations if o.kind == "http" and not o.host]
    roots: dict[str, Operation | None] = {"": next((o for o in http if not _root(o.path)), None)}
    for one in http:
        roots.setdefault(_root(one.path), one)
    for root, operation in list(roots.items())[:8]:
        path = f"{root}/none-{secrets.token_hex(5)}"
        yield Provoked(
            f"GET {path}, which does not exist", "unknown-path", driver.send(Request("GET", path)), operation
        )


def _root(path: str) -> str:
    first = path.split("/")[1] if "/" in path else ""
    return f"/{first}" if first and "{" not in first and path.count("/") > 1 else ""


def _wrong_methods(driver: Driver, operations: tuple[Operation, ...]) -> Iterator[tuple[Provoked, frozenset[str]]]:
    paths: dict[str, list[Operation]] = {}
    for operation in operations:
        if operation.kind == "http" and not operation.host:
            paths.setdefault(operation.path, []).append(operation)
    for path, here in sorted(paths.items()):
        concrete = _concrete(driver, here)
        method = _absent_method(concrete, operations) if concrete else None
        if concrete and method:
            exchange = driver.send(Request(method, concrete))
            allowed = frozenset(operation.method for operation in here)
            yield Provoked(f"{method} {path}, which it does not have", "wrong-method", exchange, here[0]), allowed


def _concrete(driver: Driver, here: list[Operation]) -> str | None:
    """Return the path of a request to one of the operations at a path, None when it has parameters nobody knows."""
    for operation in here:
        try:
            return driver.sample(operation).recipe.request().path
        except NotExercised:
            continue
    return here[0].path if "{" not in here[0].path else None


def _absent_method(path: str, operations: tuple[Operation, ...]) -> str | None:
    """Return a method that no operation has whose path could match; never one that would do something."""
    taken = {o.method for o in operations if o.kind == "http" and _matches(o.path, path)}
    return next((method for method in ("PATCH", "PUT", "DELETE", "POST", "GET", "TRACE") if method not in taken), None)


def _matches(template: str, path: str) -> bool:
    parts = re.split(r"({[^}]*})", template)
    pattern = "".join(".+" if part.startswith("{") else re.escape(part) for part in parts)
    return re.fullmatch(pattern, path) is not None


EVIDENCE = (sampled, crashing, repeated, refused, hostile, unknown_ids, anonymous, secrets_sent, injected, unrouted)
