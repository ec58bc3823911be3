"""Evidence of what an app shows anybody: pages for its developers, its documentation, itself under any name."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange, Request
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.provoked import canary
from conformance.evidence.security.breaches import Breach
from conformance.faults.endpoint import Before, Injected
from conformance.finding import Finding, NotExercised
from conformance.gathering import Across

_HTML = {"accept": "text/html"}
_DOCUMENTATION = ("docs_url", "redoc_url", "openapi_url")


def _apps(target: Target, operations: tuple[Operation, ...]) -> list[Any]:
    """Return the app and those mounted in it."""
    found = {id(app): app for app in (target.app, *(operation.owner for operation in operations)) if app is not None}
    return list(found.values())


@evidence
def debug_pages(
    across: Across, driver: Driver, target: Target, operations: tuple[Operation, ...], sampled: bool
) -> list[Finding]:
    """The pages with a traceback that apps in debug mode answer a crash with."""
    debugging = [app for app in _apps(target, operations) if getattr(app, "debug", False)]
    found = []
    for app in debugging:
        crash = next(_crashes(across, driver, app), None)
        if crash is None:
            raise NotExercised("it is in debug mode, and no operation could be made to crash")
        if "Traceback" in crash.text and "Injected" in crash.text:
            message = "debug mode is on: a crash is answered with its traceback and the source around it"
            found.append(Finding(message, target.made_at(app), f"{crash.status} {crash.media_type} {crash.text[:120]}"))
    return found


def _crashes(across: Across, driver: Driver, app: Any) -> Iterator[Exchange]:
    for operation, sample in across("sample"):
        if operation.owner is app and operation.dependant is not None:
            fault = Before(lambda: Injected(canary()))
            exchange = driver.send(sample.recipe.request().with_headers(_HTML), operation, fault=fault)
            if fault.error in exchange.errors:
                yield exchange


@evidence
def open_docs(
    across: Across, driver: Driver, target: Target, operations: tuple[Operation, ...], sampled: bool
) -> list[Finding]:
    """The documentation that anybody is shown, by the framework or by operations of the app's own."""
    return [*_documented(driver, target, operations), *_described(across, driver, operations)]


def _documented(driver: Driver, target: Target, operations: tuple[Operation, ...]) -> Iterator[Finding]:
    for app in _apps(target, operations):
        prefix = next((_prefix(one) for one in operations if one.owner is app and app is not target.app), "")
        paths = [prefix + url for name in _DOCUMENTATION if (url := getattr(app, name, None))]
        shown = [path for path in paths if driver.send(Request("GET", path), None, anonymous=True).status == 200]
        if shown:
            yield Finding(f"anybody may read {', '.join(shown)}", target.made_at(app), f"200 for GET {shown[0]}")


def _described(across: Across, driver: Driver, operations: tuple[Operation, ...]) -> Iterator[Finding]:
    """Yield the operations that answer anybody an OpenAPI document of this app."""
    known = {operation.path for operation in operations}
    for operation, sample in across("sample"):
        if operation.method in SAFE and _is_document(sample.exchange, known):
            exchange = driver.send(sample.recipe.request(), operation, anonymous=True)
            if _is_document(exchange, known):
                message = f"anybody may read the OpenAPI document at {operation}"
                yield Finding(message, operation.at, f"{exchange.status} {exchange.media_type}")


def _is_document(exchange: Exchange, known: set[str]) -> bool:
    said = exchange.json() if exchange.ok else None
    paths = said.get("paths") if isinstance(said, dict) and "openapi" in said else None
    return isinstance(paths, dict) and bool(known & paths.keys())


def _prefix(operation: Operation) -> str:
    return operation.path.removesuffix(str(getattr(operation.route, "path", "")))


@evidence
def bare_answers(across: Across, driver: Driver) -> list[tuple[str, Exchange]]:
    """Answers of every kind, each with what was asked: of operations, and to a path that is not there.

    What is answered to an exception nobody caught is made outside of all middleware.
    """
    asked = [(operation.id, sample.exchange) for operation, sample in across("sample")]
    found = [(name, exchange) for name, exchange in asked if exchange.exception is None]
    unknown = Request("GET", f"/{secrets.token_hex(8)}")
    return [*found, ("a path that is not there", driver.send(unknown, None, anonymous=True))]


@evidence
def foreign_hosts(across: Across, driver: Driver) -> list[Breach]:
    """The operations that answer under the name of a host which is none of theirs."""
    asked = [
        (one, sample) for one, sample in across("sample") if one.method in SAFE and not one.host and sample.exchange.ok
    ]
    if not asked:
        raise NotExercised("no operation that reads could be called")
    found = [_under(driver, operation, sample) for operation, sample in asked]
    return [one for one in found if one is not None]


def _under(driver: Driver, operation: Operation, sample: Valid) -> Breach | None:
    """Return that an operation answers under any name; where its links go there, that it sends others there."""
    host = f"{canary()}.example"
    request = sample.recipe.request().with_headers({"host": host})
    exchanges = [driver.send(one, operation) for one in (request, replace(request, path=f"{request.path}/"))]
    first = exchanges[0]
    if first.status != sample.exchange.status:
        return None
    led = next((one for one in exchanges if _names(one, host)), None)
    seen = f"Host: {host}, answered {first.status}"
    if led is not None:
        seen = f"Host: {host}, answered {led.status} {led.header('location') or led.text[:120]}"
    message = f"{operation} answers under any name" + (", and leads to it" if led is not None else "")
    return Breach(operation, message, None, seen, first.request.curl())


def _names(exchange: Exchange, host: str) -> bool:
    return host in exchange.text or any(host in value for _, value in exchange.headers)


EVIDENCE = (debug_pages, open_docs, bare_answers, foreign_hosts)
