"""Evidence of what gets into logs from requests: secrets, and line breaks that begin a line of the client's own."""

from __future__ import annotations

import itertools
import re
import secrets
import traceback
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from fastapi.openapi.models import APIKeyIn

from conformance.app.causes import causes
from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import SECRET_HEADERS, Request
from conformance.app.logged import Logged
from conformance.app.mutation import leaves, place
from conformance.app.operations import Operation
from conformance.app.parameters import Spot, secret_locations
from conformance.app.recipe import Recipe
from conformance.app.uses import used_at
from conformance.check import evidence
from conformance.evidence.lines import making
from conformance.evidence.logs.log_flaws import TRACEBACK, LogFlaw, first_of_each, logs_of, masked
from conformance.evidence.provoked import Provoked, canary, security
from conformance.evidence.spread import Spread
from conformance.faults.endpoint import Before, Injected
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.labels import Origin
from conformance.observe.logs import access_line, server_logs

_TELLING = 12  # characters of a credential that are not in a log by chance
_AT_MOST = 12
_ANY = "x-none"  # a header that no app knows


@evidence
def worn(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """The valid request with a canary in every place for a secret, answered, and with its endpoint crashing."""
    return list(itertools.chain.from_iterable(_worn(driver, operation, sample)))


def _worn(driver: Driver, operation: Operation, sample: Valid) -> Iterator[Iterator[Provoked]]:
    yield _wearing(driver, operation, driver.varied(operation), "headers hold secrets", None)
    if operation.dependant is not None:
        for made in _filled(driver, operation, sample):
            yield _wearing(driver, operation, made, "it holds secrets and crashes", Before(lambda: Injected("crash")))


def _filled(driver: Driver, operation: Operation, sample: Valid) -> Iterator[Recipe]:
    made = driver.varied(operation)
    for where, location in secret_locations(operation, sample.recipe):
        value = made.at(where, location)
        made = made.put(where, location, f"Pw0-{canary()}") if isinstance(value, str) or where == "query" else made
    yield made


def _wearing(driver: Driver, operation: Operation, recipe: Recipe, how: str, fault: Any) -> Iterator[Provoked]:
    mark = canary()
    request = _dressed(recipe.request(), mark, operation)
    exchange = driver.send(request, operation, fault=fault)
    yield Provoked(how, "worn", exchange, operation, mark, fault)


def _dressed(request: Request, mark: str, operation: Operation) -> Request:
    """Return a request with canaries as credentials and cookie, where it has none of its own."""
    named = [name for name in map(_in_query, security(operation)) if name is not None]
    asked = tuple((name, mark) for name in named if name not in dict(request.query))
    worn = {"authorization": f"Bearer {canary()}", "x-api-key": canary(), "cookie": f"session={canary()}"}
    free = {name: value for name, value in worn.items() if request.header(name) is None}
    return replace(request.with_headers(free), query=(*request.query, *asked))


@evidence
def leaked(
    across: Across,
    worn: list[Provoked],
    said: list[Provoked],
    operation: Operation,
    sample: Valid,
    code: UserCode,
) -> list[LogFlaw]:
    """The lines that log a secret that a request carried, and errors that hold one and are logged by the server."""
    tried = [*worn, *across.at("secrets_sent", operation), *said]
    found = first_of_each(flaw for one in tried for flaw in _leaks(one, operation, sample, code))
    if not found and sample.problem:
        raise NotExercised(sample.problem)
    return found


def _leaks(one: Provoked, operation: Operation, sample: Valid, code: UserCode) -> Iterator[LogFlaw]:
    carried = dict(_carried(one, operation, sample))
    for said in logs_of(one.exchange):
        for line in said.lines:
            known = [name for secret, name in carried.items() if secret in line]
            if known:
                shown = f"{said.level}: {masked(line, carried)}"
                yield LogFlaw(f"{known[0]} is written to the log", said.at, shown, operation)
    yield from _traced(one, carried, operation, code)
    yield from _served(one, carried, operation, code)
    error = one.exchange.exception
    if error is not None and server_logs(error):
        text = _chain_text(error)
        known = [name for secret, name in carried.items() if secret in text]
        if known:
            message = f"{known[0]} is in an exception that the server logs"
            yield LogFlaw(message, code.raised_at(error), masked(text, carried), operation)


def _traced(one: Provoked, carried: dict[str, str], operation: Operation, code: UserCode) -> Iterator[LogFlaw]:
    """Yield what spans hold, which are kept and read as logs are."""
    for attribute in one.exchange.spans:
        for secret, name in carried.items():
            if secret in attribute.text:
                message = f"{name} is in the attribute {attribute.name} of a span"
                yield LogFlaw(message, _set_at(attribute.origin, code), masked(attribute.text, carried), operation)


def _set_at(origin: Origin | None, code: UserCode) -> Place | None:
    """Return the user's line that sets an attribute, or installs the library that does."""
    if isinstance(origin, str):
        installing = ("instrument_app", "instrument", "add_middleware", "FastAPI")
        return used_at(origin, code, *installing) or used_at(origin.rpartition(".")[0], code, *installing)
    return origin


def _served(one: Provoked, carried: dict[str, str], operation: Operation, code: UserCode) -> Iterator[LogFlaw]:
    """Yield what the line holds that the server writes of every request, with its query."""
    line = access_line(one.exchange.request, one.exchange.status) if one.exchange.request.query else ""
    for secret, name in carried.items():
        if secret in line.partition("?")[2]:
            message = f"{name} is in the query, which Uvicorn's access log holds"
            at = _scheme(operation, name.partition(".")[2], code) or operation.at
            yield LogFlaw(message, at, masked(line, carried), operation)


def _scheme(operation: Operation, name: str, code: UserCode) -> Place | None:
    """Return the line that makes the key in the query which an operation may ask for, None where it asks for none."""
    asked = next((one for one in security(operation) if _in_query(one) == name), None)
    return next(making(code, type(asked).__name__, name), None) if asked is not None else None


def _in_query(scheme: Any) -> str | None:
    """Return the name of the parameter in the query that a security scheme reads, None where it reads another place."""
    return scheme.model.name if getattr(scheme.model, "in_", None) is APIKeyIn.query else None


def _chain_text(error: BaseException | None) -> str:
    """Return the texts of an error and of what led to it, as the server writes them."""
    return "\n".join(f"{type(one).__name__}: {one}" for one in causes(error, told=True))


def _carried(one: Provoked, operation: Operation, sample: Valid) -> Iterator[tuple[str, str]]:
    """Yield the secrets a request carries, each with what it is called: canaries of ours, and what callers have."""
    request = one.exchange.request
    for name, value in request.headers:
        for secret in _credentials(name, value) if name in SECRET_HEADERS else ():
            yield secret, f"the {name} header"
    for name, value in request.query:
        if one.kind == "worn" and value == one.canary:
            yield value, f"query.{name}"
    if one.kind == "secret" and not one.how.startswith("path."):  # which is in everybody's access log
        yield one.canary, one.how.partition(" holds")[0]
    for mark in set(_PASSWORD.findall(request.target + request.body.decode("utf-8", "replace"))):
        yield mark, next((place(*spot) for spot in secret_locations(operation, sample.recipe)), "a secret")


_PASSWORD = re.compile(r"Pw0-conformance-canary-[0-9a-f]{12}")


def _credentials(name: str, value: str) -> Iterator[str]:
    """Yield the parts of a credential header that are secret."""
    parts = [pair.partition("=")[2] for pair in value.split(";")] if name == "cookie" else [value.split(" ")[-1]]
    yield from (part.strip() for part in parts if len(part.strip()) >= _TELLING)


@evidence
def forged(driver: Driver, unharmed: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests with a line break and an escape sequence in one text each."""
    if driver.is_shared(operation):
        raise NotExercised("it changes something that is not of this run")
    recipe = driver.full(operation)[0]
    spots = [spot for spot in leaves(recipe) if isinstance(recipe.at(*spot), str)]
    return [_broken(driver, operation, recipe, spot) for spot in [*spots, *_unnamed(recipe)][:_AT_MOST]]


def _unnamed(recipe: Recipe) -> Iterator[Spot]:
    """Yield a place in the query that the operation does not know of: lines about requests often hold all of it."""
    yield "query", ("q" if "q" not in recipe.query else "conformance",)


def _broken(driver: Driver, operation: Operation, recipe: Recipe, spot: Spot) -> Provoked:
    mark = f"forged-{secrets.token_hex(6)}"
    text = f"x\n{mark} \x1b[2K{mark}"
    where = spot[0]
    value = text.replace("\n", "").replace("\x1b", "") if where in ("header", "cookie") else text
    request = driver.renewed(recipe.put(*spot, value).request())
    return Provoked(f"{place(*spot)} holds a line break", "forged", driver.send(request, operation), operation, mark)


@evidence
def forgeries(forged: list[Provoked], operation: Operation, sample: Valid) -> list[LogFlaw]:
    """The lines that let a request begin a line of the log, or send a terminal an escape sequence."""
    found = first_of_each(flaw for one in forged for flaw in _forgeries(one, operation))
    if not found and sample.problem:
        raise NotExercised(sample.problem)
    return found


def _forgeries(one: Provoked, operation: Operation) -> Iterator[LogFlaw]:
    for said in logs_of(one.exchange):
        what = forgery(said, one.canary)
        if what:
            seen = f"{said.level}: {said.lines[0].strip()[:200]!r}"
            yield LogFlaw(f"{what} when {one.how}", said.at, seen, operation)


def forgery(said: Logged, mark: str) -> str:
    """Return what a mark, sent after a line break and an escape, could do to the log, "" for nothing.

    What a traceback says is left out: that it has many lines is known to whoever reads it.
    """
    traced = ["".join(traceback.format_exception_only(one)).strip() for one in causes(said.error, told=True)]
    for line in [one.text for one in said.written] if said.handled else [said.text]:
        text = line.partition(TRACEBACK)[0]
        for one in traced:
            text = text.replace(one, "")
        if what := _forgery(text, mark):
            return what
    return ""


def _forgery(text: str, mark: str) -> str:
    if re.search(rf"[\n\r\v\f\x85\u2028\u2029]{mark}", text):
        return "a client can begin a line of the log"
    return "a client can send an escape sequence to who reads the log" if f"\x1b[2K{mark}" in text else ""


@evidence
def forged_paths(driver: Driver, unharmed: bool) -> list[Provoked]:
    """A request for a path that no operation has, with a line break in it."""
    mark = f"forged-{secrets.token_hex(6)}"
    path = f"/none%0A{mark}"
    return [Provoked("the path holds a line break", "forged", driver.send(Request("GET", path)), None, mark)]


@evidence
def long_ids(driver: Driver, across: Across) -> list[Provoked]:
    """The valid request of one operation with a request id of thousands of characters, by each usual name."""
    for operation, sample in across("sample"):
        if operation.method == "GET" and not sample.problem:
            return [_long(driver, operation, sample, name) for name in ("x-request-id", "x-correlation-id")]
    return []


def _long(driver: Driver, operation: Operation, sample: Valid, name: str) -> Provoked:
    value = secrets.token_hex(2000)
    request = sample.recipe.request().with_headers({name: value, _ANY: secrets.token_hex(2000)})
    return Provoked(f"{name} is 4,000 characters long", "long", driver.send(request, operation), operation, value)


def logs_in_full(one: Provoked, said: Logged) -> bool:
    """Return whether a line holds a long id; not where it holds any other header as well."""
    any_header = one.exchange.request.header(_ANY) or ""
    return any(one.canary in line and any_header not in line for line in said.lines)


def repeats_in_full(one: Provoked) -> bool:
    """Return whether an answer's headers hold a long id."""
    return any(one.canary in text for _, text in one.exchange.headers)


@evidence
def spread_leaks(across: Across) -> Spread:
    """The lines at which the secrets of several operations are logged."""
    return Spread.of(across, "leaked")


@evidence
def spread_forgeries(across: Across) -> Spread:
    """The lines at which several operations let a client begin a line."""
    return Spread.of(across, "forgeries")


EVIDENCE = (worn, leaked, forged, forgeries, forged_paths, long_ids, spread_leaks, spread_forgeries)
