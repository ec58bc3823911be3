"""Evidence of what grows with every request: descriptors that stay open, temporary files, collections and caches."""

from __future__ import annotations

import os
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from conformance.app.bounds import removes_files, removes_later
from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.loading import Target
from conformance.app.seams import NoFault
from conformance.check import evidence
from conformance.evidence.concurrency.tasks import Loss, note
from conformance.evidence.dependencies.bounding import Bounds
from conformance.evidence.dependencies.courses import RUNS, Course, Courses, watched
from conformance.evidence.dependencies.reach import named
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import sweep
from conformance.finding import NotExercised, Place
from conformance.observe.assignments import all_assignments
from conformance.observe.descriptors import Descriptor, children, descriptors, shown, temporary
from conformance.observe.sizes import Collected, Kept
from conformance.rig import Rig

_FEW = 3  # requests that nominate
_ONCE, _TWICE = 2, 4  # requests that decide: growth has to go on, and to be twice as much with twice as many
_SETTLING, _BRIEFLY = 1.0, 0.3  # seconds that what requests opened may stay open: at first, and when that was in vain
_PAUSE = 0.02  # seconds between two looks
_PATIENCE = 2.0  # seconds to watch whether something grows without requests
_SURE = 3  # operations with which one line was convicted: with the next it need not be watched again
_ENOUGH = 5  # operations that leave things open at one line: more would exhaust the process


@dataclass
class Growth:
    """The lines that leave more behind with every request; `problems` say of which operations it is not known.

    `unseen` say so of descriptors only.
    """

    descriptors: dict[Place, Loss] = field(default_factory=dict)
    state: dict[Place, Loss] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    unseen: dict[str, str] = field(default_factory=dict)


@evidence
def growth(courses: Courses, driver: Driver, rig: Rig, target: Target, code: UserCode) -> Growth:
    """What grows with every request to an operation: when it succeeds, when it fails, when it is asked other things."""
    return _Growing(driver, rig, target, code).growth(courses)


class _Growing:
    """Sends every operation some requests, and more where something grew."""

    def __init__(self, driver: Driver, rig: Rig, target: Target, code: UserCode) -> None:
        self._driver, self._rig, self._target, self._code = driver, rig, target, code
        self._found = Growth()
        self._bounds = Bounds(code)
        self._adding: dict[int, list[Place]] = {}  # the lines that were seen to add to a collection
        self._driven: set[int] = set()  # the collections that do not grow by themselves

    def growth(self, given: Courses) -> Growth:
        courses = given.known
        self._found.problems.update(given.problems)
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

    def _kept(self) -> tuple[list[Collected], list[Kept]]:
        return named(self._code, self._target, self._rig)

    # descriptors and files

    def _spares(self, course: Course) -> bool:
        """Return whether the process can bear that a course leaves things open: no line does so with all of them."""
        full = any(len(loss.operations) >= _ENOUGH for loss in self._found.descriptors.values())
        if full and not any(course.operation.id in loss.operations for loss in self._found.descriptors.values()):
            self._found.unseen[course.operation.id] = "not looked at: enough is left open with other operations"
        return not full

    def _files_and_descriptors(self, course: Course) -> None:
        opened, files = self._left(course, _FEW, _SETTLING)
        if len(opened) >= _FEW and not course.problem:
            self._confirm_descriptors(course)
        for at, number in files.items():
            if number >= _FEW and not course.problem:
                self._confirm_files(course, at)

    def _left(self, course: Course, number: int, seconds: float) -> tuple[frozenset[Descriptor], Counter[Place]]:
        """Return what some requests left open, and which lines left files, once it had time to be put away."""
        requests = course.requests(number)
        before = descriptors()
        with temporary(self._code) as made:
            for request in requests:
                course.sent(request, course.fault())
        if len(descriptors() - before) >= number:
            self._rig.service.run(sweep)
        wait_while(lambda: max(len(descriptors() - before), *_there(made).values(), 0) >= number, seconds, _PAUSE)
        return descriptors() - before, _there(made)

    def _confirm_descriptors(self, course: Course) -> None:
        running, sizes = children(), {id(one.value): one.size() for one in self._kept()[0]}
        (once, _), (twice, _) = self._left(course, _ONCE, _BRIEFLY), self._left(course, _TWICE, _BRIEFLY)
        if len(once) < _ONCE or len(twice) < _TWICE:
            return
        grown = [one for one in self._kept()[0] if one.size() > sizes.get(id(one.value), 0)]
        if any(map(self._bounds.of, grown)):
            return  # a pool, or handles that are kept: it will be full
        if course.busy or children() > running:
            self._found.unseen.setdefault(course.operation.id, RUNS)
            return
        changes = watched(course, descriptors, self._rig)
        left = descriptors()
        at = next((one.at for one in changes if (one.after - one.before) & left), None) or course.operation.at
        if at is not None:
            what = shown(min(twice))
            self._note(self._found.descriptors, course, at, f"every request{course.that} leaves {what} open", "open")

    def _confirm_files(self, course: Course, at: Place) -> None:
        if (course.changes and any(map(removes_files, self._bounds.files))) or removes_later(at.path):
            return  # they may be what it is for: somebody removes them when it is time
        if all(self._left(course, number, _BRIEFLY)[1][at] >= number for number in (_ONCE, _TWICE)):
            message = f"every request{course.that} leaves a temporary file behind"
            if course.busy:
                self._found.unseen.setdefault(course.operation.id, RUNS)
            else:
                self._note(self._found.descriptors, course, at, message, "there")

    # collections

    def _collections(self, course: Course, collections: list[Collected]) -> None:
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

    def _is_known(self, course: Course, one: Collected) -> bool:
        """Return whether it was said of an operation that it adds to a collection: when it succeeds, or otherwise."""
        lines = {at: self._found.state[at] for at in self._adding.get(id(one.value), ())}
        return any(course.operation.id in loss.operations for loss in lines.values())

    def _may_matter(self, course: Course, one: Collected) -> bool:
        """Return whether anything could be said if a collection grew: as much as can be told without a request."""
        return bool(one.keeps()) or course.kind == "failing" or not (course.changes or self._bounds.of(one))

    def _may_judge(self, course: Course, one: Collected) -> bool:
        """Return whether a collection should not grow: it is not what the operation is for, and nothing bounds it."""
        opened = any(course.operation.id in loss.operations for loss in self._found.descriptors.values())
        if (opened and one.holds_open()) or one.runs():
            return False  # what is open and what goes on is told of elsewhere
        if one.keeps():
            return True
        if course.changes:
            return False
        return not self._bounds.of(one) or (course.kind == "failing" and self._left_in(course, one))

    def _left_in(self, course: Course, one: Collected) -> bool:
        """Return whether a request puts something in that it takes out when it succeeds, and leaves when it fails."""
        for request in course.requests(1):
            look = _Looking(one)
            size = one.size()
            with suppress(NotExercised):
                exchange = self._driver.send(request, course.operation, fault=look)
                return exchange.ok and look.size > size and one.size() == size
        return False

    def _confirm_collection(self, course: Course, one: Collected) -> None:
        at = self._convicting(course, one)
        if at is not None:
            self._adding.setdefault(id(one.value), []).append(at)
            self._note(self._found.state, course, at, _grows(course, one), "in it")

    def _convicting(self, course: Course, one: Collected) -> Place | None:
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
        changes = watched(course, one.size, self._rig)
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

    def _request(self, one: Kept, courses: list[Course]) -> None:
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
        found = list(all_assignments(self._bounds.files))
        for name in reversed(one.path):
            fitting = [each for each in found if each.names[-1] == name and not each.empty]
            if fitting:
                return min(fitting, key=lambda each: (each.at.path != one.file, each.making)).at
        return None

    def _note(self, lines: dict[Place, Loss], course: Course, at: Place, message: str, state: str) -> None:
        number = _ONCE + _TWICE
        seen = f"{number} requests to {course.operation.id}{course.that}, and at least {number} more are {state}"
        note(lines, at, course.operation, message, seen)


class _Looking(NoFault):
    """Looks how much is in a collection when the endpoint is about to run."""

    def __init__(self, collected: Collected) -> None:
        self._collected = collected
        self.size = 0

    def before_endpoint(self) -> None:
        self.size = self._collected.size()


def _grows(course: Course, one: Collected) -> str:
    keeps = one.keeps()
    if keeps:
        return f"{one.name} keeps the {keeps} of every request{course.that}"
    what = f"the cache of {one.name}" if one.cached is not None else one.name
    return f"{what} grows with every request{course.that}, and nothing bounds it"


def _there(made: dict[str, Place]) -> Counter[Place]:
    """Return how many of some files are still there, by the line that made them."""
    return Counter(at for path, at in made.items() if os.path.exists(path))


EVIDENCE = (growth,)
