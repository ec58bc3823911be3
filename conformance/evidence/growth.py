"""Evidence of what grows with every request: descriptors that stay open, temporary files, collections and caches."""

from __future__ import annotations

import gc
import itertools
import os
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from conformance.app.acceptance import accepts
from conformance.app.bounds import bounded, removes_files, removes_later
from conformance.app.code import UserCode
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange, Request
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.recipe import Recipe
from conformance.app.seams import NoFault
from conformance.check import evidence
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import canary
from conformance.evidence.reach import roots
from conformance.evidence.tasks import Loss, note
from conformance.faults.changes import Changes
from conformance.faults.endpoint import Before, Injected
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.assignments import all_assignments
from conformance.observe.descriptors import Descriptor, children, descriptors, shown, temporary
from conformance.observe.sizes import Collected, Kept, kept
from conformance.observe.state import user_modules
from conformance.observe.tasks import Started
from conformance.rig import Rig

_FEW = 3  # requests that nominate
_ONCE, _TWICE = 2, 4  # requests that decide: growth has to go on, and to be twice as much with twice as many
_SLOW, _SLOWEST = 0.5, 2.0  # seconds a request may take to be sent again and again, and the first time
_RUNS = "what it started still runs"
_TOO_SLOW = "takes too long to be sent again and again"
_SETTLING, _BRIEFLY = 1.0, 0.3  # seconds that what requests opened may stay open: at first, and when that was in vain
_PAUSE = 0.02  # seconds between two looks
_PATIENCE = 2.0  # seconds to watch whether something grows without requests
_SURE = 3  # operations with which one line was convicted: with the next it need not be watched again
_ENOUGH = 5  # operations that leave things open at one line: more would exhaust the process
_VARIED = 4  # parameters that are tried with other values


@dataclass
class Growth:
    """The lines that leave more behind with every request; `problems` say of which operations it is not known.

    `unseen` say so of descriptors only.
    """

    descriptors: dict[Place, Loss] = field(default_factory=dict)
    state: dict[Place, Loss] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    unseen: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class _Course:
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


@evidence
def growth(across: Across, driver: Driver, rig: Rig, target: Target, code: UserCode) -> Growth:
    """What grows with every request to an operation: when it succeeds, when it fails, when it is asked other things."""
    return _Growing(driver, rig, target, code).growth(list(across("sample")))


class _Growing:
    """Sends every operation some requests, and more where something grew."""

    def __init__(self, driver: Driver, rig: Rig, target: Target, code: UserCode) -> None:
        self._driver, self._rig, self._target, self._code = driver, rig, target, code
        self._found = Growth()
        files = [module.__file__ for module in user_modules(code.owns) if module.__file__]
        self._files = [file for file in files if not _is_test(file)]
        self._numbers = itertools.count(1)
        self._adding: dict[int, list[Place]] = {}  # the lines that were seen to add to a collection
        self._bounds: dict[tuple[str, str], bool] = {}
        self._driven: set[int] = set()  # the collections that do not grow by themselves

    def growth(self, samples: list[tuple[Operation, Valid]]) -> Growth:
        courses = [course for operation, sample in samples for course in self._courses(operation, sample)]
        courses = [course for course in courses if self._warmed(course)]
        before = {id(one.value): (one, one.size() + _FEW) for one in self._kept()[0]}
        for course in courses:
            if self._spares(course):
                self._files_and_descriptors(course)
        collections, requests = self._kept()
        grown = [one for one in collections if id(one.value) in before and one.size() >= before[id(one.value)][1]]
        for course in sorted(courses, key=lambda course: course.kind == "failing") if grown else ():
            self._collections(course, grown)
        for one in requests:
            self._request(one, courses)
        for course in courses:
            if course.problem:
                self._found.problems.setdefault(course.operation.id, course.problem)
        return self._found

    def _warmed(self, course: _Course) -> bool:
        """Return whether a course does what it is for: the first request also makes what is made once."""
        done = bool(course.send(1))
        if course.seconds > _SLOW:
            course.problem = course.problem or _TOO_SLOW
        if course.problem:
            self._found.problems.setdefault(course.operation.id, course.problem)
        return done and not course.problem

    def _kept(self) -> tuple[list[Collected], list[Kept]]:
        return kept(user_modules(self._code.owns), roots(self._target, self._rig))

    # the requests

    def _courses(self, operation: Operation, sample: Valid) -> Iterator[_Course]:
        if sample.exchange.left or sample.exchange.failure:
            self._found.problems[operation.id] = sample.exchange.failure or "does not end before its client leaves"
            return
        if sample.exchange.seconds > _SLOWEST:
            self._found.problems[operation.id] = _TOO_SLOW
            return
        if sample.problem:
            self._found.problems[operation.id] = sample.problem
        yield _Course(operation, "usual", lambda number: self._fresh(operation, number), self._driver)
        if operation.dependant is not None and sample.exchange.reached == "endpoint":
            # The endpoint never runs, so that one request may be sent again and again.
            yield _Course(operation, "failing", lambda number: self._fresh(operation, 1) * number, self._driver)
        if operation.method in SAFE and sample.exchange.ok:
            yield from self._varied(operation, sample.recipe)

    def _fresh(self, operation: Operation, number: int) -> list[Request]:
        return [self._driver.fresh(operation).request() for _ in range(number)]

    def _varied(self, operation: Operation, recipe: Recipe) -> Iterator[_Course]:
        """Yield a course that asks an operation for other things each time, when it has an answer to such."""
        names = [(one.where, one.name) for one in parameters(operation) if one.where in ("query", "path")]
        spots = [spot for spot in names[:_VARIED] if self._may_vary(operation, recipe, spot)]
        if spots:
            yield _Course(operation, "varied", lambda number: self._others(recipe, spots, number), self._driver)

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

    # descriptors and files

    def _spares(self, course: _Course) -> bool:
        """Return whether the process can bear that a course leaves things open: no line does so with all of them."""
        full = any(len(loss.operations) >= _ENOUGH for loss in self._found.descriptors.values())
        if full and not any(course.operation.id in loss.operations for loss in self._found.descriptors.values()):
            self._found.unseen[course.operation.id] = "not looked at: enough is left open with other operations"
        return not full

    def _files_and_descriptors(self, course: _Course) -> None:
        opened, files = self._left(course, _FEW, _SETTLING)
        if len(opened) >= _FEW and not course.problem:
            self._confirm_descriptors(course)
        for at, number in files.items():
            if number >= _FEW and not course.problem:
                self._confirm_files(course, at)

    def _left(self, course: _Course, number: int, seconds: float) -> tuple[frozenset[Descriptor], Counter[Place]]:
        """Return what some requests left open, and which lines left files, once it had time to be put away."""
        requests = course.requests(number)
        before = descriptors()
        with temporary(self._code) as made:
            for request in requests:
                course.sent(request, course.fault())
        if len(descriptors() - before) >= number:
            self._rig.service.run(_collected)
        wait_while(lambda: max(len(descriptors() - before), *_there(made).values(), 0) >= number, seconds, _PAUSE)
        return descriptors() - before, _there(made)

    def _confirm_descriptors(self, course: _Course) -> None:
        running, sizes = children(), {id(one.value): one.size() for one in self._kept()[0]}
        (once, _), (twice, _) = self._left(course, _ONCE, _BRIEFLY), self._left(course, _TWICE, _BRIEFLY)
        if len(once) < _ONCE or len(twice) < _TWICE:
            return
        grown = [one for one in self._kept()[0] if one.size() > sizes.get(id(one.value), 0)]
        if any(map(self._bounded, grown)):
            return  # a pool, or handles that are kept: it will be full
        if course.busy or children() > running:
            self._found.unseen.setdefault(course.operation.id, _RUNS)
            return
        changes = self._watched(course, descriptors)
        left = descriptors()
        at = next((one.at for one in changes if (one.after - one.before) & left), None) or course.operation.at
        if at is not None:
            what = shown(min(twice))
            self._note(self._found.descriptors, course, at, f"every request{_that(course)} leaves {what} open", "open")

    def _confirm_files(self, course: _Course, at: Place) -> None:
        product = course.operation.method not in SAFE and course.kind == "usual"
        if (product and any(map(removes_files, self._files))) or removes_later(at.path):
            return  # they may be what it is for: somebody removes them when it is time
        if all(self._left(course, number, _BRIEFLY)[1][at] >= number for number in (_ONCE, _TWICE)):
            message = f"every request{_that(course)} leaves a temporary file behind"
            if course.busy:
                self._found.unseen.setdefault(course.operation.id, _RUNS)
            else:
                self._note(self._found.descriptors, course, at, message, "there")

    # collections

    def _collections(self, course: _Course, collections: list[Collected]) -> None:
        grown = [one for one in collections if self._may_matter(course, one)]
        if not grown:
            return
        requests = course.requests(1)
        sizes = [one.size() for one in grown]
        for request in requests:
            course.sent(request, course.fault())
        for one, size in zip(grown, sizes, strict=True):
            added = one.size() > size and not course.problem and not self._is_known(course, one)
            if added and self._may_judge(course, one):
                self._confirm_collection(course, one)

    def _is_known(self, course: _Course, one: Collected) -> bool:
        """Return whether it was said of an operation that it adds to a collection: when it succeeds, or otherwise."""
        lines = {at: self._found.state[at] for at in self._adding.get(id(one.value), ())}
        return any(course.operation.id in loss.operations for loss in lines.values())

    def _may_matter(self, course: _Course, one: Collected) -> bool:
        """Return whether anything could be said if a collection grew: as much as can be told without a request."""
        changing = course.operation.method not in SAFE and course.kind == "usual"
        return bool(one.keeps()) or course.kind == "failing" or not (changing or self._bounded(one))

    def _may_judge(self, course: _Course, one: Collected) -> bool:
        """Return whether a collection should not grow: it is not what the operation is for, and nothing bounds it."""
        opened = any(course.operation.id in loss.operations for loss in self._found.descriptors.values())
        if (opened and one.holds_open()) or one.runs():
            return False  # what is open and what goes on is told of elsewhere
        if one.keeps():
            return True
        if course.operation.method not in SAFE and course.kind == "usual":
            return False
        return not self._bounded(one) or (course.kind == "failing" and self._left_in(course, one))

    def _bounded(self, one: Collected) -> bool:
        names = (one.value.__wrapped__.__name__,) if one.cached is not None else one.names[-1:]
        own = type(one.value).__name__ if type(one.value).__module__ not in ("builtins", "collections") else ""
        key = (names[0] if names else "", own)
        if key not in self._bounds:
            self._bounds[key] = any(key) and bounded(key[0], self._files, own)
        return self._bounds[key]

    def _left_in(self, course: _Course, one: Collected) -> bool:
        """Return whether a request puts something in that it takes out when it succeeds, and leaves when it fails."""
        for request in course.requests(1):
            look = _Looking(one)
            size = one.size()
            with suppress(NotExercised):
                exchange = self._driver.send(request, course.operation, fault=look)
                return exchange.ok and look.size > size and one.size() == size
        return False

    def _confirm_collection(self, course: _Course, one: Collected) -> None:
        at = self._convicting(course, one)
        if at is not None:
            self._adding.setdefault(id(one.value), []).append(at)
            self._note(self._found.state, course, at, _grows(course, one), "in it")

    def _convicting(self, course: _Course, one: Collected) -> Place | None:
        """Return the line that adds to a collection with each of more requests, None when they do not."""
        known = self._adding.get(id(one.value), [])
        if len(known) >= _SURE and len(set(known)) == 1:
            return known[0]
        started = time.monotonic()
        for number in (_ONCE, _TWICE):
            requests = course.requests(number)
            size = one.size()
            for request in requests:
                course.sent(request, course.fault())
            if one.size() < size + number:
                return None
        if not self._rests(one, time.monotonic() - started):
            return None
        changes = self._watched(course, one.size)
        added = next((change.at for change in changes if change.after > change.before), None)
        return one.cached or added or course.operation.at

    def _rests(self, one: Collected, seconds: float) -> bool:
        """Return whether a collection stays as it is without requests: nobody else fills it, nobody empties it."""
        if id(one.value) not in self._driven:
            size = one.size()
            time.sleep(min(max(seconds, _BRIEFLY), _PATIENCE))
            if not size <= one.size() <= size + 1:
                return False
            self._driven.add(id(one.value))
        return True

    # requests

    def _request(self, one: Kept, courses: list[_Course]) -> None:
        """Note the line that keeps a request, when it keeps the next one too."""
        endpoint = one.request.scope.get("endpoint")
        course = next((each for each in courses if each.operation.endpoint is endpoint), None)
        at = self._assigned(one)
        if course is None or at is None or at in self._found.state:
            return
        course.send(1)
        later = next((each for each in self._kept()[1] if each.path == one.path), None)
        if later is not None and later.request is not one.request:
            name = ".".join(part for part in one.path if part.isidentifier())
            self._note(self._found.state, course, at, f"{name} keeps the Request of a request that is over", "kept")

    def _assigned(self, one: Kept) -> Place | None:
        """Return the line that assigns to the innermost of the names under which a request is kept."""
        found = list(all_assignments(self._files))
        for name in reversed(one.path):
            fitting = [each for each in found if each.names[-1] == name and not each.empty]
            if fitting:
                return min(fitting, key=lambda each: (each.at.path != one.file, each.making)).at
        return None

    # blame

    def _watched(self, course: _Course, measure: Callable[[], Any]) -> list[Any]:
        """Return after which lines of one more request something changed."""
        for request in course.requests(1):
            changes = Changes(measure, self._code, course.fault())
            self._rig.service.run(changes.begin)
            try:
                course.sent(request, changes)
            finally:
                self._rig.service.run(changes.end)
            return changes.changes
        return []

    def _note(self, lines: dict[Place, Loss], course: _Course, at: Place, message: str, state: str) -> None:
        number = _ONCE + _TWICE
        seen = f"{number} requests to {course.operation.id}{_that(course)}, and at least {number} more are {state}"
        note(lines, at, course.operation, message, seen)


class _Looking(NoFault):
    """Looks how much is in a collection when the endpoint is about to run."""

    def __init__(self, collected: Collected) -> None:
        self._collected = collected
        self.size = 0

    def before_endpoint(self) -> None:
        self.size = self._collected.size()


def _is_test(file: str) -> bool:
    """Return whether a module tests the app: what it empties, the app does not."""
    name = os.path.basename(file)
    return name == "conftest.py" or name.startswith("test_") or name.endswith("_test.py")


def _that(course: _Course) -> str:
    return {"failing": " that fails", "varied": " for something else"}.get(course.kind, "")


def _grows(course: _Course, one: Collected) -> str:
    keeps = one.keeps()
    if keeps:
        return f"{one.name} keeps the {keeps} of every request{_that(course)}"
    what = f"the cache of {one.name}" if one.cached is not None else one.name
    return f"{what} grows with every request{_that(course)}, and nothing bounds it"


def _there(made: dict[str, Place]) -> Counter[Place]:
    """Return how many of some files are still there, by the line that made them."""
    return Counter(at for path, at in made.items() if os.path.exists(path))


async def _collected() -> None:
    gc.collect()


EVIDENCE = (growth,)
