"""Evidence of what caches between the app and its clients are told: that nothing has changed, and what decides on it.

Both are differences between answers: 304 to who has the answer of before a write, and another one without asking so;
and two answers to requests that differ in one header, which a cache may give to either.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from types import CodeType
from typing import Any

from conformance.app.alternatives import alternatives
from conformance.app.code import UserCode
from conformance.app.differences import differing, scalars
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.recipe import MISSING, Recipe
from conformance.app.relations import renamed
from conformance.app.sharing import shared_by
from conformance.check import evidence
from conformance.evidence.cache.caching import answered, apart, varying
from conformance.evidence.cache.flaws import Flaw
from conformance.evidence.cache.writes import writes_to
from conformance.evidence.header_lines import HeaderLines
from conformance.finding import NotApplicable, NotExercised
from conformance.rig import Rig

_TIMES = 2
_FRESH, _MORE = 3, 8  # answers that are compared with one another: what differs there is nobody's fault
_VALUES = 6  # that one header is given
_NOT_MODIFIED = 304
_NEGOTIATED = {  # what operations may look at without declaring it, with values of which two are seldom the same
    "accept-language": ("de", "fr", "en"),
    "accept": ("application/xml", "text/csv", "text/html"),
}


# 304 after a write


@evidence
def confirmed_reads(
    driver: Driver, operation: Operation, reading: Valid, rig: Rig, functions: dict[CodeType, Any], code: UserCode
) -> list[Flaw]:
    """Where 304 is told of what a write has changed; seen twice."""
    reading.require()
    if reading.exchange.header("etag") is None:
        raise NotApplicable("its answers have no ETag")
    writing = _Writing(driver, operation)
    found = [write for write in writes_to(operation, rig.operations) if writing.is_missed(write)]
    if not writing.tried:
        raise NotExercised(writing.problem)
    at = HeaderLines(rig.operations, functions, code).of("etag") or operation.at
    return [_missed(operation, write, at) for write in found]


def _missed(operation: Operation, write: Operation, at: Any) -> Flaw:
    message = f"{operation} answers 304 to who knows what was there before {write}"
    return Flaw(operation, message, at, "304, and another answer without If-None-Match")


class _Sending:
    """Sends requests to one operation."""

    def __init__(self, driver: Driver, operation: Operation) -> None:
        self._driver, self._operation = driver, operation

    def _answers(self, recipe: Recipe, number: int) -> list[Exchange]:
        return [self._driver.send(recipe.request(), self._operation) for _ in range(number)]


class _Writing(_Sending):
    """Reads, writes, and asks whether anything has changed; `tried` says that some write succeeded."""

    def __init__(self, driver: Driver, operation: Operation) -> None:
        super().__init__(driver, operation)
        self.tried = False
        self.problem = ""

    def is_missed(self, write: Operation) -> bool:
        """Return whether who has the answer of before a write is told that it is that of now."""
        if self._driver.is_shared(write):
            self.problem = f"{write} changes what this run did not create"
            return False
        try:
            return all(self._round(write) for _ in range(_TIMES))
        except NotExercised as reason:
            self.problem = str(reason)
            return False

    def _round(self, write: Operation) -> bool:
        made = self._driver.fresh(write)
        recipe = self._driver.sample(self._operation).recipe
        recipe = recipe.having("path", {**recipe.path, **renamed(write, self._operation, made.path)})
        before = self._answers(recipe, _TIMES)
        tag = before[-1].header("etag")
        if tag is None or not before[-1].ok:
            self.problem = f"gives no ETag of what {write} changes"
            return False
        written = self._driver.send(made.request(), write)
        if not written.ok:
            self.problem = f"{write} answers {written.failure or written.status}"
            return False
        self.tried = True
        return self._is_told_wrongly(recipe, tag, before, made)

    def _is_told_wrongly(self, recipe: Recipe, tag: str, before: list[Exchange], made: Recipe) -> bool:
        request = recipe.request().with_headers({"if-none-match": tag})
        told = self._driver.send(request, self._operation)
        if told.status != _NOT_MODIFIED:
            return False
        now = self._answers(recipe, _FRESH)
        changed = differing(answered(before[-1]), answered(now[0])) - varying(before) - varying(now)
        if changed and len(now) == _FRESH:
            now += self._answers(recipe, _MORE)
            changed -= varying(now)
        if tag.startswith("W/"):  # what it leaves out is said not to matter: it has to be what was written
            sent = set(map(str, scalars(None if made.body is MISSING else made.body).values()))
            changed = frozenset(path for path in changed if str(answered(now[0]).get(path)) in sent or not now[0].ok)
        return bool(changed)


# Vary


@evidence
def unnamed_headers(
    driver: Driver, operation: Operation, reading: Valid, rig: Rig, functions: dict[CodeType, Any], code: UserCode
) -> list[Flaw]:
    """The headers that decide on an answer which caches may give to requests with others."""
    reading.require()
    if not shared_by(reading.exchange, ()):
        raise NotApplicable("lets no shared cache keep its answers")
    at = HeaderLines(rig.operations, functions, code).of("cache-control") or operation.at
    asking = _Asking(driver, operation)
    names = dict.fromkeys(name for name, recipe in _varied(operation, reading) if asking.is_mixed(name, recipe))
    if not names:
        return []
    said = ", ".join(names)
    message = f"{operation} lets any cache on the way answer with what was made for another value of {said}"
    return [Flaw(operation, message, at, f"another answer for another value, and no Vary: {said}")]


def _varied(operation: Operation, reading: Valid) -> Iterator[tuple[str, Recipe]]:
    """Yield requests that differ in one header, with its name."""
    recipe = reading.recipe
    known = [one for one in parameters(operation) if one.where == "header"]
    for one in known:
        for made in islice(alternatives(operation, one, recipe, ()), _VALUES):
            yield one.name.lower(), made
    declared = {one.name.lower() for one in known}
    for name, values in _NEGOTIATED.items():
        for value in values if name not in declared else ():
            yield name, recipe.having("header", {**recipe.headers, name: value})


class _Asking(_Sending):
    """Sends the valid request and others to one operation."""

    def is_mixed(self, name: str, other: Recipe) -> bool:
        """Return whether a request with another header is answered otherwise, and a cache cannot know."""
        usual = self._driver.sample(self._operation).recipe
        first, second = self._answers(usual, _TIMES), self._answers(other, _TIMES)
        if not all(one.ok and shared_by(one, (name,)) for one in (*first, *second)):
            return False
        if not apart(first, second):
            return False
        return apart([*first, *self._answers(usual, _MORE)], [*second, *self._answers(other, _MORE)])


EVIDENCE = (confirmed_reads, unnamed_headers)
