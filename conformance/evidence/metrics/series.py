"""Evidence of series that grow: what clients make up is sent once, twice as often, and many times."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from conformance.app.driver import SAFE, Driver
from conformance.app.exchange import Request
from conformance.app.exposition import Labels, Snapshot
from conformance.app.login import takes_login
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.metrics.exposed import Metrics
from conformance.finding import NotExercised, Place

# Requests: each of them has to make a series. Those that carry what they sent are proved by it; of others there may be
# many without being as many as there are requests, so more are sent.
_ROUNDS = (3, 6)
_MORE = (24, 96)
_ENOUGH = 3  # operations at which the same family is seen to grow
_FRONT = ("methods", "hosts")  # what most servers and proxies in front of an app refuse
_INTEGERS = 10**9

Send = Callable[[], Sequence[str]]  # sends a request, and returns the texts in it that were never sent before


@dataclass(frozen=True)
class Growth:
    """A family that gets a new series with every request of a kind: which labels differ, and who asks for them."""

    family: str
    labels: tuple[str, ...]
    kind: str
    operation: Operation | None
    at: Place | None


@dataclass(frozen=True)
class _Course:
    """Requests that each carry something that was never sent before."""

    kind: str
    send: Send
    operation: Operation | None = None


@evidence
def growths(metrics: Metrics, driver: Driver, operations: tuple[Operation, ...]) -> list[Growth]:
    """The families whose series grow with ids, unknown paths, methods or hosts."""
    metrics.require()
    courses = list(_courses(driver, operations))
    for course in courses:
        course.send()
        course.send()
    before = metrics.read()
    for course in courses:
        course.send()
        course.send()
    if not any(_new(before, metrics.read()).values()):
        return []
    found: list[Growth] = []
    for course in courses:
        known = [one for one in found if one.kind == course.kind]
        if len(known) < _ENOUGH or len({(one.family, one.at) for one in known}) == len(known):
            found += _growing(metrics, course, driver.mark)
    return found


def _growing(metrics: Metrics, course: _Course, mark: str) -> Iterator[Growth]:
    """Yield the families of which every request of a course makes a new series, however many there are."""
    for family, series in _added(metrics, course).items():
        labels = _differing(series)
        if course.kind == "things" and _all_hold(series, [mark]):
            continue  # what callers sent: that is told by itself
        origins = [metrics.labellers.of(family, one) for one in series]
        origin = next((one for one in origins if one is not None), None)
        if course.kind not in _FRONT or not isinstance(origin, str):
            yield Growth(family, labels, course.kind, course.operation, metrics.at(origin))


def _added(metrics: Metrics, course: _Course) -> dict[str, set[Labels]]:
    """Return what the last of several rounds of requests added, of the families to which every request adds."""
    before, added = metrics.read(), None
    proved: set[str] = set()
    for requests in (*_ROUNDS, *_MORE):
        if requests in _MORE and (not added or proved >= added.keys()):
            break
        sent = [text for _ in range(requests) for text in course.send()]
        after = metrics.read()
        grown = {name: new for name, new in _new(before, after).items() if len(new) >= requests}
        added = {name: new for name, new in grown.items() if added is None or name in added}
        proved = {name for name, new in added.items() if _all_hold(new, sent)}
        before = after
    return added or {}


def _all_hold(series: set[Labels], texts: Sequence[str]) -> bool:
    return all(any(text in value for text in texts for _, value in one) for one in series)


def _new(before: Snapshot, after: Snapshot) -> dict[str, set[Labels]]:
    known = before.series()
    return {family: found - known.get(family, set()) for family, found in after.series().items()}


def _differing(found: set[Labels]) -> tuple[str, ...]:
    """Return the labels that have a value of their own in nearly every series."""
    values: dict[str, set[str]] = {}
    for one in found:
        for name, value in one:
            values.setdefault(name, set()).add(value)
    return tuple(sorted(name for name, each in values.items() if len(each) * 2 > len(found)))


def _courses(driver: Driver, operations: Sequence[Operation]) -> Iterator[_Course]:
    http = [one for one in operations if one.kind == "http" and not one.host]
    for operation in http:
        if operation.method in SAFE and "{" in operation.path:
            yield _Course("ids", _quietly(partial(_unknown_id, driver, operation)), operation)
        if not takes_login(operation):
            yield _Course("things", _quietly(partial(_thing, driver, operation)), operation)
    for root in _roots(http):
        yield _Course("unknown paths", partial(_unknown_path, driver, root))
    known = next((one.path for one in http if one.method == "GET" and "{" not in one.path), "/")
    for path in dict.fromkeys((known, f"/{_text()}")):
        yield _Course("methods", partial(_odd_method, driver, path))
        yield _Course("hosts", partial(_other_host, driver, path))


def _unknown_path(driver: Driver, root: str) -> Sequence[str]:
    new = _text()
    return _sent(driver, new, "GET", f"{root}/{new}")


def _odd_method(driver: Driver, path: str) -> Sequence[str]:
    new = _text().upper()
    return _sent(driver, new, new, path)


def _other_host(driver: Driver, path: str) -> Sequence[str]:
    new = _text()
    return _sent(driver, new, "GET", path, host=f"{new}.example")


def _quietly(send: Send) -> Send:
    def quietly() -> Sequence[str]:
        with suppress(NotExercised):
            return send()
        return ()

    return quietly


def _sent(driver: Driver, new: str, method: str, path: str, **headers: str) -> Sequence[str]:
    driver.send(Request(method, path, headers=tuple(headers.items())))
    return [new]


def _unknown_id(driver: Driver, operation: Operation) -> Sequence[str]:
    """Ask for something that is not there, by an id of the kind that ids have here."""
    recipe = driver.sample(operation).recipe
    path = {name: _like(value) for name, value in recipe.path.items()}
    driver.send(recipe.having("path", path).request(), operation)
    return [str(value) for value in path.values()]


def _thing(driver: Driver, operation: Operation) -> Sequence[str]:
    """Have an operation do its work for something that was made for this request."""
    sample = driver.sample(operation)
    if sample.problem:
        raise NotExercised(sample.problem)
    if operation.method not in SAFE:
        driver.send(driver.fresh(operation).request(), operation)
        return ()
    path = next(driver.paths(operation), None) if "{" in operation.path else None
    driver.send((sample.recipe.having("path", path) if path else sample.recipe).request(), operation)
    return ()


def _roots(http: Sequence[Operation]) -> list[str]:
    """Return where unknown paths may lie: at the top, and below the first parts of known ones."""
    firsts = [one.path.split("/")[1] for one in http if one.path.count("/") > 1]
    return ["", *dict.fromkeys(f"/{first}" for first in firsts if first and "{" not in first)][:4]


def _like(value: Any) -> Any:
    """Return an id that nothing has, of the same kind."""
    text = str(value)
    if text.lstrip("-").isdecimal():
        return secrets.randbelow(_INTEGERS) + _INTEGERS
    with suppress(ValueError):
        return str(uuid.uuid4()) if uuid.UUID(text) else text
    return _text()


def _text() -> str:
    return f"cf{secrets.token_hex(6)}"


EVIDENCE = (growths,)
