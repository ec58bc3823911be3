"""Evidence of what metrics tell of callers: requests carry texts of their own, which are then looked for in labels."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from conformance.app.driver import SAFE, Driver
from conformance.app.exchange import SECRET_HEADERS, Caller, Exchange, Request
from conformance.app.exposition import Sample
from conformance.app.login import takes_login
from conformance.app.operations import Operation
from conformance.app.parameters import Spot
from conformance.app.recipe import Recipe, Where
from conformance.check import evidence
from conformance.evidence.marks import canary
from conformance.evidence.metrics.exposed import Metrics
from conformance.finding import NotExercised, Place
from conformance.gathering import Across

_AT_MOST = 6  # texts that each read is sent with
_SHORT = 8  # characters: what is shorter may be in a label by chance
_CARRIED: dict[Where, str] = {"query": "the query", "body": "the body", "form": "the form", "cookie": "a cookie"}


@dataclass(frozen=True)
class Told:
    """A label that holds what a caller sent: in which part of a request, without the value itself."""

    family: str
    label: str
    carrier: str
    operation: Operation | None
    at: Place | None


@dataclass(frozen=True)
class _Sent:
    carrier: str
    operation: Operation | None


@evidence
def told_labels(metrics: Metrics, driver: Driver, across: Across, sampled: bool) -> list[Told]:
    """The labels whose values hold what callers sent, in which part of a request."""
    metrics.require()
    tokens: dict[str, _Sent] = {}
    for operation, _ in across("sample"):
        if not takes_login(operation):
            tokens |= _marked(driver, operation)
    tokens |= _credentials(driver.caller()) | _given(driver)
    if not tokens:
        raise NotExercised("no operation takes a request that could carry a text of its own")
    found: dict[tuple[str, str, str], Told] = {}
    for sample in metrics.read().samples:
        for told in _found(metrics, sample, tokens):
            found.setdefault((told.family, told.label, told.carrier), told)
    return list(found.values())


def _found(metrics: Metrics, sample: Sample, tokens: dict[str, _Sent]) -> Iterator[Told]:
    for label, value in sample.labels:
        if len(value) >= _SHORT:
            for token, sent in tokens.items():
                if token.casefold() in value.casefold():
                    at = metrics.asked_at((sample.family, sample.labels)) or metrics.at(None)
                    yield Told(sample.family, label, sent.carrier, sent.operation, at)


def _marked(driver: Driver, operation: Operation) -> dict[str, _Sent]:
    """Send an operation requests that carry texts of their own; return those, with what carried them."""
    tokens: dict[str, _Sent] = {}
    with suppress(NotExercised):
        recipe = driver.fresh(operation)
        headers = {name: canary() for name in ("user-agent", "referer", "x-request-id", "x-user-id", "x-tenant-id")}
        headers = {name: text for name, text in headers.items() if name not in map(str.lower, recipe.headers)}
        cookie, query = canary(), canary()
        request = _carrying(recipe.put("cookie", ("conformance",), cookie), headers, query)
        _note(tokens, driver.send(request, operation), operation, recipe, driver.mark)
        tokens |= {text: _Sent(f"the header {name}", operation) for name, text in headers.items()}
        tokens |= {cookie: _Sent("a cookie", operation), query: _Sent("the query", operation)}
        tokens |= _strangers(driver, operation, recipe) | _searched(driver, operation)
    return tokens


def _searched(driver: Driver, operation: Operation) -> dict[str, _Sent]:
    """Read with a text of its own in each part of the query, header and cookie that takes any; return those."""
    tokens: dict[str, _Sent] = {}
    recipe = driver.full(operation)[0]
    for where, leaf in _free(recipe) if operation.method in SAFE else ():
        text = canary()
        driver.send(recipe.put(where, leaf, text).request(), operation)
        tokens[text] = _Sent(_CARRIED.get(where, f"the header {str(leaf[0]).lower()}"), operation)
    return tokens


def _free(recipe: Recipe) -> list[Spot]:
    places: tuple[Where, ...] = ("query", "header", "cookie")
    spots = [(where, leaf) for where in places for leaf in recipe.leaves(where)]
    texts = [spot for spot in spots if isinstance(recipe.at(*spot), str)]
    return [(where, leaf) for where, leaf in texts if str(leaf[0]).lower() not in SECRET_HEADERS][:_AT_MOST]


def _carrying(recipe: Recipe, headers: dict[str, str], query: str) -> Request:
    request = recipe.request().with_headers(headers)
    return Request(request.method, request.path, (*request.query, ("cf", query)), request.headers, request.body)


def _note(tokens: dict[str, _Sent], exchange: Exchange, operation: Operation, recipe: Recipe, mark: str) -> None:
    """Note the texts made for a request, but for what is its path as well."""
    path = exchange.request.path
    for where, carrier in _CARRIED.items():
        for leaf in recipe.leaves(where):
            value: Any = recipe.at(where, leaf)
            if isinstance(value, str) and mark in value and len(value) >= _SHORT and value not in path:
                tokens[value] = _Sent(carrier, operation)


def _strangers(driver: Driver, operation: Operation, recipe: Recipe) -> dict[str, _Sent]:
    """Ask with credentials that nobody has, which no operation does its work for; return them."""
    token, key = canary(), canary()
    if recipe.method != "GET":
        return {}
    headers = {"authorization": f"Bearer {token}", "x-api-key": key}
    driver.send(recipe.request().with_headers(headers), operation, anonymous=True)
    return {token: _Sent("the header authorization", operation), key: _Sent("the header x-api-key", operation)}


def _given(driver: Driver) -> dict[str, _Sent]:
    """Return what the user has every request carry: it takes the place of texts made here."""
    given = driver.guidance.headers.items()
    return {value: _Sent(f"the header {name.lower()}", None) for name, value in given if len(value) >= _SHORT}


def _credentials(caller: Caller | None) -> dict[str, _Sent]:
    """Return the secrets of the caller, by which it is known."""
    if caller is None:
        return {}
    headers = {name: value for name, value in caller.headers.items() if name.lower() in SECRET_HEADERS}
    secrets = {value.rpartition(" ")[2]: f"the header {name.lower()}" for name, value in headers.items()}
    secrets |= dict.fromkeys(caller.cookies.values(), "a cookie")
    return {value: _Sent(carrier, None) for value, carrier in secrets.items() if len(value) >= _SHORT}


EVIDENCE = (told_labels,)
