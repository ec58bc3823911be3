"""Evidence of how operations can be sent requests again and again, which whatever grows with them grows by."""

from __future__ import annotations

import itertools
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from conformance.app.acceptance import accepts
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange, Request
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.recipe import Recipe
from conformance.app.seams import NoFault
from conformance.check import evidence
from conformance.evidence.provoked import canary
from conformance.faults.changes import Changes
from conformance.faults.endpoint import Before, Injected
from conformance.finding import NotExercised
from conformance.gathering import Across
from conformance.observe.tasks import Started
from conformance.rig import Rig

_SLOW, _SLOWEST = 0.5, 2.0  # seconds a request may take to be sent again and again, and the first time
RUNS = "what it started still runs"
TOO_SLOW = "takes too long to be sent again and again"
_VARIED = 4  # parameters that are tried with other values


@dataclass(eq=False)
class Course:
    """A way in which an operation is sent requests again and again: it succeeds, it fails, or each asks another thing.

    `make` makes that many requests, before any of them is sent.
    """

    operation: Operation
    kind: str
    make: Callable[[int], list[Request]]
    driver: Driver
    problem: str = ""
    busy: bool = False
    seconds: float = 0.0

    @property
    def that(self) -> str:
        """How its requests differ from the usual ones, to be said of a request."""
        return {"failing": " that fails", "varied": " for something else"}.get(self.kind, "")

    @property
    def changes(self) -> bool:
        """Whether its requests change what the app keeps, as they are meant to."""
        return self.operation.method not in SAFE and self.kind == "usual"

    def fault(self) -> NoFault:
        return Before(lambda: Injected(canary())) if self.kind == "failing" else NoFault()

    def send(self, number: int) -> int:
        """Send requests one after another, and let go of what they hold; return how many ended as they should."""
        return sum(self.sent(request, self.fault()) for request in self.requests(number))

    def requests(self, number: int) -> list[Request]:
        with suppress(NotExercised):
            return self.make(number)
        self.problem = "no more requests could be made"
        return []

    def sent(self, request: Request, fault: NoFault) -> bool:
        try:
            exchange = self.driver.send(request, self.operation, fault=fault)
        except NotExercised as reason:
            self.problem = str(reason)
            return False
        self.problem = self.problem or exchange.failure
        self.busy = any(_goes_on(one) for one in exchange.started)
        self.seconds = exchange.seconds
        fits = exchange.reached == "endpoint" if self.kind == "failing" else True
        _let_go(exchange, getattr(fault, "error", None))
        return fits and not exchange.failure


def _goes_on(one: Started) -> bool:
    return one.alive and (one.kind == "task" or isinstance(one.ref(), threading.Timer))


def _let_go(exchange: Exchange, injected: BaseException | None) -> None:
    """Clear the frames that exceptions of an exchange hold on to: what is open in them is ours to close."""
    for error in exchange.raised(injected):
        traceback.clear_frames(error.__traceback__)
        error.__traceback__ = None


@dataclass
class Courses:
    """The courses that do what they are for, their first request sent; `problems` say why others are none."""

    known: list[Course] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


@evidence
def courses(across: Across, driver: Driver) -> Courses:
    """The ways in which each operation can be sent requests again and again; what is made once was made."""
    return _Making(driver).courses(list(across("sample")))


class _Making:
    """Makes the courses of operations, and sends the first request of each."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._made = Courses()
        self._numbers = itertools.count(1)

    def courses(self, samples: list[tuple[Operation, Valid]]) -> Courses:
        found = [course for operation, sample in samples for course in self._courses(operation, sample)]
        self._made.known = [course for course in found if self._warmed(course)]
        return self._made

    def _warmed(self, course: Course) -> bool:
        """Return whether a course does what it is for: the first request also makes what is made once."""
        done = bool(course.send(1))
        if course.seconds > _SLOW:
            course.problem = course.problem or TOO_SLOW
        if course.problem:
            self._made.problems.setdefault(course.operation.id, course.problem)
        return done and not course.problem

    def _courses(self, operation: Operation, sample: Valid) -> Iterator[Course]:
        problem = _problem(sample)
        if problem:
            self._made.problems[operation.id] = problem
            return
        if sample.problem:
            self._made.problems[operation.id] = sample.problem
        yield Course(operation, "usual", lambda number: self._fresh(operation, number), self._driver)
        if operation.dependant is not None and sample.exchange.reached == "endpoint":
            # The endpoint never runs, so that one request may be sent again and again; what it needs is made but once.
            request = cache(lambda: self._fresh(operation, 1))
            yield Course(operation, "failing", lambda number: request() * number, self._driver)
        if operation.method in SAFE and sample.exchange.ok:
            yield from self._varied(operation, sample.recipe)

    def _fresh(self, operation: Operation, number: int) -> list[Request]:
        return [self._driver.fresh(operation).request() for _ in range(number)]

    def _varied(self, operation: Operation, recipe: Recipe) -> Iterator[Course]:
        """Yield a course that asks an operation for other things each time, when it has an answer to such."""
        names = [(one.where, one.name) for one in parameters(operation) if one.where in ("query", "path")]
        spots = [spot for spot in names[:_VARIED] if self._may_vary(operation, recipe, spot)]
        if spots:
            yield Course(operation, "varied", lambda number: self._others(recipe, spots, number), self._driver)

    def _may_vary(self, operation: Operation, recipe: Recipe, spot: Any) -> bool:
        if not isinstance(recipe.at(spot[0], (spot[1],)), int | str):
            return False
        made = self._other(recipe, [spot])
        return not accepts(operation, made) and self._driver.send(made.request(), operation).ok

    def _others(self, recipe: Recipe, spots: list[Any], number: int) -> list[Request]:
        return [self._other(recipe, spots).request() for _ in range(number)]

    def _other(self, recipe: Recipe, spots: list[Any]) -> Recipe:
        number = next(self._numbers)
        for where, name in spots:
            value = recipe.at(where, (name,))
            numeric = isinstance(value, int) or str(value).isdigit()
            changed: Any = type(value)(int(value) + number) if numeric else f"{value}{number}"
            recipe = recipe.put(where, (name,), changed)
        return recipe


def watched(course: Course, measure: Callable[[], Any], rig: Rig) -> list[Any]:
    """Return after which lines of one more request something changed."""
    for request in course.requests(1):
        changes = Changes(measure, rig.code, course.fault())
        rig.service.run(changes.begin)
        try:
            course.sent(request, changes)
        finally:
            rig.service.run(changes.end)
        return changes.changes
    return []


def _problem(sample: Valid) -> str:
    """Return why an operation cannot be sent requests again and again, "" where it can."""
    if sample.exchange.left or sample.exchange.failure:
        return sample.exchange.failure or "does not end before its client leaves"
    return TOO_SLOW if sample.exchange.seconds > _SLOWEST else ""


EVIDENCE = (courses,)
