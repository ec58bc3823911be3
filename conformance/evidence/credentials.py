"""Evidence about secrets: wrong credentials, and canaries where a secret belongs."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from conformance.app import mutations
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Caller, Request
from conformance.app.mutations import Mutation
from conformance.app.operations import Operation
from conformance.app.parameters import secret_locations
from conformance.app.recipe import Recipe, Where
from conformance.check import evidence
from conformance.evidence.provoked import Provoked, canary, guarded, security
from conformance.finding import NotApplicable


def wrong_credentials(driver: Driver, operation: Operation, request: Request) -> Iterator[Provoked]:
    mark = canary()
    declared = list(_schemes(operation, mark))
    for headers in declared or ({"authorization": f"Bearer {mark}", "x-api-key": mark, "x-token": mark},):
        exchange = driver.send(request.with_headers(headers), operation, anonymous=True)
        yield Provoked("with wrong credentials", "credentials", exchange, operation, mark)


def made_up(operation: Operation) -> list[Caller]:
    """Return callers whose credentials nobody gave out: an app that believes anything lets them in."""
    return [Caller("nobody known", headers) for headers in _schemes(operation, canary())]


def _schemes(operation: Operation, mark: str) -> Iterator[dict[str, str]]:
    for scheme in security(operation):
        model = scheme.model
        where = getattr(getattr(model, "in_", None), "value", "")
        if where == "header":
            yield {model.name: mark}
        elif where == "cookie":
            yield {"cookie": f"{model.name}={mark}"}
        elif where != "query":
            yield {"authorization": f"{'Basic' if getattr(model, 'scheme', '') == 'basic' else 'Bearer'} {mark}"}


@evidence
def secrets_sent(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests that must be refused, each holding a canary where a secret belongs."""
    places = secret_locations(operation, sample.recipe)
    asked = guarded(operation) or sample.exchange.status in (401, 403)
    if not places and not asked:
        raise NotApplicable("takes no secret")
    found = [one for where, location in places for one in _holding(driver, operation, where, location)]
    return found + (list(wrong_credentials(driver, operation, sample.recipe.request())) if asked else [])


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


EVIDENCE = (secrets_sent,)
