"""Evidence of pages of other origins: what they are answered, when all goes well and when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware

from conformance.app import mutations
from conformance.app.driver import SAFE, Driver
from conformance.app.exchange import Exchange, Request
from conformance.app.operations import Operation
from conformance.app.stack import Layer
from conformance.check import evidence
from conformance.evidence.errors.unrouted import Unrouted
from conformance.evidence.middleware.cross_origin import origins
from conformance.evidence.middleware.stacks import Followed, Stacks, one_of_each_app, request_to
from conformance.evidence.provoked import canary, guarded
from conformance.faults.endpoint import Before, Injected
from conformance.finding import NotApplicable, NotExercised
from conformance.gathering import Across

ALLOWED = "access-control-allow-origin"
_HEADERS = (ALLOWED, "access-control-allow-credentials", "access-control-expose-headers")
_FEW = 2  # origins that are tried with what changes something
_ROOTS = 6


@dataclass(frozen=True)
class Crossing:
    """An operation that answered a page of another origin, the headers that let the page read it, and who set them."""

    operation: Operation
    origin: str
    headers: Mapping[str, str]
    number: int
    layer: Layer
    by_routes: bool

    def request(self, request: Request) -> Request:
        """Return a request as a page of that origin makes it."""
        return request.with_headers({"origin": self.origin})


@dataclass(frozen=True)
class Uncrossed:
    """An error that a page of another origin cannot read: how it came about, why, and the layer at fault."""

    operation: Operation
    how: str
    why: str
    exchange: Exchange
    layer: Layer


@evidence
def cross_origin(across: Across, driver: Driver, stacks: Stacks) -> list[Crossing]:
    """The operations that answer pages of another origin."""
    exercised = sorted((one for one, sample in across("sample") if not sample.problem), key=_is_unsafe)
    layers = [stacks.of(operation) for operation in one_of_each_app(exercised)] or [stacks.of(None)]
    known = origins(layers)
    found: list[Crossing] = []
    for operation in exercised:
        crossing = _crossing(driver, stacks, operation, known[:_FEW] if _is_unsafe(operation) else known)
        if crossing is not None:
            found.append(crossing)
            known.sort(key=crossing.origin.__ne__)  # what was let in once is tried first
    if not found and has_cors(stacks, across):
        raise NotExercised("no operation that was exercised answers a page of an origin that the app seems to allow")
    if not found:
        raise NotApplicable("no answer carries CORS headers")
    return found


def _is_unsafe(operation: Operation) -> bool:
    return operation.method not in SAFE


def has_cors(stacks: Stacks, across: Across) -> bool:
    """Return whether Starlette's own middleware for CORS is in the stack of any operation."""
    every = one_of_each_app([operation for operation, _ in across("problem")])
    return any(isinstance(slot.get(), CORSMiddleware) for one in every for slot in stacks.of(one).slots)


def _crossing(driver: Driver, stacks: Stacks, operation: Operation, known: list[str]) -> Crossing | None:
    for origin in known:
        request = driver.fresh(operation).request().with_headers({"origin": origin})
        followed = stacks.follow(request, operation)
        if followed.exchange.ok and followed.exchange.header(ALLOWED) is not None:
            number = max(n for n, one in enumerate(followed.passages) if n == 0 or one.header(ALLOWED) is not None)
            headers = {name: value for name in _HEADERS if (value := followed.exchange.header(name)) is not None}
            by_routes = followed.stack.reaches_routes and followed.stack.is_inside(number)
            return Crossing(operation, origin, headers, number, followed.layer(number), by_routes)
    return None


@evidence
def cors_errors(
    driver: Driver, stacks: Stacks, cross_origin: list[Crossing], unrouted: Unrouted, across: Across
) -> list[Uncrossed]:
    """Errors of all kinds, as pages of another origin get them, that lack what lets a page read them."""
    followed = [found for crossing in cross_origin for found in _errors(driver, stacks, crossing)]
    if _everywhere(cross_origin, across):
        followed += _outside(stacks, cross_origin, unrouted)
    if not followed:
        raise NotExercised("no operation could be made to fail")
    judged = (_judged(crossing, how, one) for crossing, how, one in followed)
    return [one for one in judged if one is not None]


_Error = tuple[Crossing, str, Followed]


def _everywhere(cross_origin: list[Crossing], across: Across) -> bool:
    """Return whether the stack sets the headers for all operations, so that unknown paths get them too."""
    exercised = sum(not sample.problem for _, sample in across("sample"))
    return len(cross_origin) == exercised and not any(one.by_routes for one in cross_origin)


def _errors(driver: Driver, stacks: Stacks, crossing: Crossing) -> Iterator[_Error]:
    operation = crossing.operation
    mark = canary()
    raised: tuple[tuple[str, Callable[[], BaseException]], ...] = (
        ("an unforeseen exception is raised in place of the endpoint", lambda: Injected(mark)),
        ("an HTTPException is raised in place of the endpoint", lambda: HTTPException(418, mark)),
    )
    for how, error in raised if operation.dependant is not None else ():
        fault = Before(error)
        followed = stacks.follow(crossing.request(driver.sample(operation).recipe.request()), operation, fault=fault)
        if fault.error in followed.exchange.errors:
            yield crossing, how, followed
    for one in islice(mutations.invalid(operation, driver.varied(operation)), 1):
        yield crossing, one.label, stacks.follow(crossing.request(one.request), operation)
    if guarded(operation) or (driver.caller() is not None and not _is_unsafe(operation)):
        request = crossing.request(driver.sample(operation).recipe.request())
        yield crossing, "without credentials", stacks.follow(request, operation, anonymous=True)


def _outside(stacks: Stacks, cross_origin: list[Crossing], unrouted: Unrouted) -> Iterator[_Error]:
    by_operation = {one.operation.id: one for one in cross_origin}
    found = [*unrouted.paths[:_ROOTS], *(one for one, _ in unrouted.methods[:_ROOTS])]
    for one in found:
        crossing = by_operation.get(one.operation.id) if one.operation is not None else None
        if crossing is not None:
            request = crossing.request(one.exchange.request)
            yield crossing, one.how, stacks.follow(request, crossing.operation)


def _judged(crossing: Crossing, how: str, followed: Followed) -> Uncrossed | None:
    exchange = followed.exchange
    lacking = [name for name, value in crossing.headers.items() if exchange.header(name) != value]
    if not lacking or exchange.failure or (exchange.status or 0) < 400:
        return None
    layer, why = _blamed(crossing, followed, lacking[0])
    return Uncrossed(crossing.operation, how, why, exchange, layer)


def _blamed(crossing: Crossing, followed: Followed, header: str) -> tuple[Layer, str]:
    """Return the layer that is to blame for a header that is missing, and why."""
    setter, number = crossing.layer, crossing.number
    maker = followed.answered_by
    if crossing.by_routes:
        return setter, "only the operation's own success sets them"
    if maker < number:
        return setter, f"{followed.layer(maker).name} answers outside of {setter.name}, which sets them"
    if followed.passages[number].header(header) is None:
        return setter, f"{setter.name} sets them only on some answers"
    dropping = max(n for n in range(number) if followed.passages[n].header(header) is None)
    return followed.layer(dropping), f"{followed.layer(dropping).name} answers anew, without them"


@dataclass(frozen=True)
class Preflight:
    """A preflight that a browser takes for a refusal: for which operation, what was answered, and by which layer."""

    operation: Operation
    exchange: Exchange
    layer: Layer
    why: str


@evidence
def preflights(across: Across, driver: Driver, stacks: Stacks, operations: tuple[Operation, ...]) -> list[Preflight]:
    """Preflights without credentials, one for each operation that pages of other origins may call, that failed."""
    asked = list(_asked(across, driver, stacks, [one for one in operations if one.kind == "http"]))
    if not asked:
        raise NotApplicable("no answer carries CORS headers")
    return [one for one in (_refused(*one) for one in asked) if one is not None]


_Asked = tuple[Operation, Crossing | None, Followed]


def _asked(across: Across, driver: Driver, stacks: Stacks, operations: list[Operation]) -> Iterator[_Asked]:
    # Nobody may have been let in where all that is asked is who calls.
    known = {one.operation.id: one for first in operations[:1] for one in across.at("cross_origin", first)}
    for operation in operations:
        crossing = known.get(operation.id)
        origin = crossing.origin if crossing is not None else _let_in(stacks, operation)
        if origin is not None:
            headers = {"origin": origin, "access-control-request-method": operation.method}
            request = Request("OPTIONS", request_to(driver, operation).path).with_headers(headers)
            yield operation, crossing, stacks.follow(request, operation, anonymous=True)


def _let_in(stacks: Stacks, operation: Operation) -> str | None:
    """Return an origin that Starlette's own middleware lets in, None where it is not in the stack."""
    found = stacks.of(operation)
    for slot in found.slots:
        layer: Any = slot.get()
        if isinstance(layer, CORSMiddleware):
            return next((one for one in origins([found]) if layer.is_allowed_origin(one)), None)
    return None


_REFUSING = (400, 401, 403, 404, 405, 422, 500)


def _refused(operation: Operation, crossing: Crossing | None, followed: Followed) -> Preflight | None:
    exchange = followed.exchange
    passed = (exchange.status or 500) < 300 and exchange.header(ALLOWED) is not None
    status = exchange.status or 500
    if passed or exchange.failure or (status not in _REFUSING and status >= 300) or _by_policy(followed, crossing):
        return None
    number = (followed.raised_in if status == 500 else 0) or followed.answered_by
    layer = followed.layer(number)
    lets_through = followed.stack.reaches_routes and followed.stack.is_inside(number)
    if status in (401, 403, 500) or not (lets_through or (crossing is not None and number == crossing.number)):
        return Preflight(operation, exchange, layer, f"{layer.name} answers it")
    if crossing is None or not _needs_preflight(operation):
        return None
    return Preflight(operation, exchange, crossing.layer, f"{crossing.layer.name} lets it through to the routes")


def _by_policy(followed: Followed, crossing: Crossing | None) -> bool:
    """Return whether the layer for CORS itself refused: a method that is not allowed on purpose."""
    maker = followed.stack.slots[followed.answered_by].get()
    return isinstance(maker, CORSMiddleware) or followed.exchange.header("access-control-allow-methods") is not None


def _needs_preflight(operation: Operation) -> bool:
    """Return whether a browser asks first: for other methods, credentials in a header, or a body of JSON."""
    has_body = operation.dependant is not None and bool(operation.dependant.body_params)
    return operation.method not in ("GET", "HEAD", "POST") or guarded(operation) or has_body


EVIDENCE = (cross_origin, cors_errors, preflights)
