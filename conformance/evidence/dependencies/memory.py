"""Evidence of memory that every request leaves behind, out of reach of the names that the app's code has."""

from __future__ import annotations

import ast
import gc
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from conformance.app.code import UserCode
from conformance.app.loading import Target
from conformance.app.protected import parsed
from conformance.check import evidence
from conformance.evidence.concurrency.tasks import Loss, note
from conformance.evidence.dependencies.bounding import Bounds
from conformance.evidence.dependencies.courses import RUNS, TOO_SLOW, Course, Courses, watched
from conformance.evidence.dependencies.growth import Growth
from conformance.evidence.dependencies.reach import named
from conformance.evidence.provoked import sweep
from conformance.finding import Place
from conformance.observe.keepers import Keeper, keeper
from conformance.observe.memory import Amount, Census, Line, Made, Origin, Traced, amounts, forget, traced
from conformance.observe.quiet import quiet
from conformance.rig import Rig

_FEW = 3  # requests that nominate
_BATCHES = (8, 8, 16, 32, 64, 128)  # requests that decide: it has to grow with each batch, by as much as it is long
_LAST = 16  # requests that tell what it is kept in
_SECONDS = 20.0  # for the batches of one course
_PATIENCE, _PAUSE = 2.0, 0.2  # seconds to wait for memory to be given back, and between two looks
_SURE = 3  # operations that decide for the others
_SMALL = 160  # bytes of a text that a library written in C may keep, so that it need not make it again
_BYTES = 8  # that one block grows by with each request
_OPENED = "leaves descriptors open, which take memory too"
_ASSIGNMENTS = ast.Assign | ast.AugAssign | ast.AnnAssign

T = TypeVar("T")


@dataclass
class Memory:
    """The lines that leave memory behind with every request; `problems` say of which operations it is not known."""

    lines: dict[Place, Loss] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


@evidence
def memory(courses: Courses, growth: Growth, rig: Rig, target: Target, code: UserCode) -> Memory:
    """What stays in memory with every request to an operation, when it succeeds and when it fails."""
    opened = {operation: _OPENED for loss in growth.descriptors.values() for operation in loss.operations}
    return _Weighing(rig, target, code, opened).memory(courses)


@dataclass
class _Grown:
    """What grows with each request, by how many bytes, and with how many requests that was seen.

    `kept` are the collections that grow with it, `topmost` the origins of what nothing else holds.
    """

    requests: int = 0
    sizes: dict[Origin, float] = field(default_factory=dict)
    kept: list[_Kept] = field(default_factory=list)
    topmost: Counter[Origin] = field(default_factory=Counter)

    def forget(self, origins: set[Origin]) -> None:
        self.sizes = {origin: size for origin, size in self.sizes.items() if origin not in origins}


@dataclass(frozen=True)
class _Kept:
    """A collection that grew, what it is kept as, and where what was put into it was made."""

    value: Any
    keeper: Keeper
    origins: set[Origin]


class _Weighing:
    """Sends every operation a few requests, and more where memory was not given back."""

    def __init__(self, rig: Rig, target: Target, code: UserCode, problems: dict[str, str]) -> None:
        self._rig, self._target, self._code = rig, target, code
        self._found = Memory(problems=problems)
        self._bounds = Bounds(code)
        self._grew: Counter[Line] = Counter()  # with how many courses a line kept what it asked for
        self._spared: Counter[Line] = Counter()  # with how many it was given back
        self._excused: Counter[Line] = Counter()  # with how many it was kept within bounds, or not for the user's code
        self._convicted: dict[Origin, list[Place]] = {}  # the lines that were blamed

    def memory(self, courses: Courses) -> Memory:
        judged = [one for one in courses.known if _matters(one) and one.operation.id not in self._found.problems]
        self._found.problems.update(courses.problems)
        with quiet():
            grown = self._all_growing(judged)
            if grown:
                with traced(self._code) as memory:
                    for course, lines, requests in grown:
                        self._judge(course, self._explained(course, lines, requests, memory))
        for course in judged:
            if course.problem:
                self._found.problems.setdefault(course.operation.id, course.problem)
        return self._found

    # growth

    def _all_growing(self, courses: list[Course]) -> list[tuple[Course, set[Line], int]]:
        """Return the courses that leave memory behind, the lines that asked for it, and how many requests told."""
        suspects = self._suspects(courses)
        if not suspects:
            return []
        with _frozen(), traced(self._code, depth=1):
            grown = [(course, *self._growing(course, lines)) for course, lines in suspects]
        return [one for one in grown if one[1]]

    def _suspects(self, courses: list[Course]) -> list[tuple[Course, set[Line]]]:
        """Return the courses after some requests of which memory stays that the user's code asked for, and the lines.

        To know whose a line is takes whole stacks, which takes long: that is asked of each line with a few courses.
        """
        with _frozen(), traced(self._code, depth=1):
            found = [(course, set(self._few(course, amounts))) for course in courses]
        asked: Counter[Line] = Counter()
        known: set[Line] = set()
        with _frozen(), traced(self._code) as memory:
            for course, lines in found:
                unknown = {line for line in lines - known if asked[line] < _SURE}
                if unknown:
                    asked.update(unknown)
                    known |= self._of_user(course, memory)
        return [(course, lines & known) for course, lines in found if lines & known]

    def _of_user(self, course: Course, memory: Traced) -> set[Line]:
        """Return the lines that asked for what stays after a few requests, for the user's code."""
        more = set(self._few(course, memory.amounts))
        return {origin.innermost for origin in more - (_weak(memory.objects()) if more else set())}

    def _few(self, course: Course, amounts: Callable[[], dict[T, Amount]]) -> dict[T, float]:
        gc.freeze()  # what earlier courses left need not be looked through
        forget()
        return _more({}, self._settled(amounts), _FEW) if self._send(course, _FEW) else {}

    def _settled(self, amounts: Callable[[], dict[T, Amount]]) -> dict[T, Amount]:
        """Return how much memory is in use once garbage was collected, on the app's loop."""
        self._rig.service.run(sweep)
        return amounts()

    def _send(self, course: Course, number: int) -> bool:
        return course.send(number) == number and not course.problem

    def _growing(self, course: Course, suspected: set[Line]) -> tuple[set[Line], int]:
        """Return at which lines more is asked for with every batch of requests, and how many requests told.

        What enough other courses told of a line need not be asked again.
        """
        known = {line for line in suspected if self._grew[line] >= _SURE}
        unknown = {line for line in suspected - known if self._spared[line] < _SURE}
        if known or not unknown:
            return known, 0
        lines, requests = self._batches(course, unknown)
        self._grew.update(lines)
        self._spared.update(unknown - lines)
        return lines, requests

    def _batches(self, course: Course, lines: set[Line]) -> tuple[set[Line], int]:
        started, requests = time.monotonic(), 0
        first: dict[Line, Amount] = self._settled(amounts)
        now = first
        for number in _BATCHES:
            before, done = now, self._send(course, number)
            now, requests = self._settled(amounts), requests + number
            more = _more(before, now, number)
            lines = lines & more.keys() if done else set()
            if lines and time.monotonic() - started > _SECONDS:
                course.problem, lines = TOO_SLOW, set()
            if not lines:
                break
        return self._staying(lines, first), requests

    def _staying(self, lines: set[Line], first: dict[Line, Amount]) -> set[Line]:
        """Return those of some lines whose memory is not given back in a while."""
        most = self._settled(amounts)
        end = time.monotonic() + _PATIENCE
        while lines and time.monotonic() < end:
            time.sleep(_PAUSE)
            now = self._settled(amounts)
            lines = {one for one in lines if not _went(first.get(one), most.get(one), now.get(one))}
        return lines

    # what explains it

    def _explained(self, course: Course, lines: set[Line], requests: int, memory: Traced) -> _Grown:
        """Find the collections it is in; what is kept within bounds, or told of as state that grows, is no matter."""
        lines = {line for line in lines if self._excused[line] < _SURE}
        if not lines:
            return _Grown()
        census = Census()
        with _frozen():
            forget()
            there = self._settled(memory.amounts) if self._send(course, _LAST) else {}
            more = _more({}, there, _LAST)
            grown = _Grown(requests + _LAST, {one: size for one, size in more.items() if one.innermost in lines})
            if self._is_decided(course, grown):
                return _Grown()
            made = [one for one in memory.objects() if one.origin in grown.sizes]
        inside = [(one, memory.kept_in(one, _LAST) & set(grown.sizes)) for one in census.grown(_LAST)]
        known = self._known() if any(origins for _, origins in inside) else frozenset()
        for one, origins in inside:
            if id(one) in known:
                grown.forget(origins)
            elif origins & set(grown.sizes):
                self._kept(grown, _Kept(one, keeper(one, (census.all, inside)), origins))
        grown.forget(_weak(made))
        self._replacing(grown, memory, made)
        grown.forget(_unheld(grown, memory, made, there))
        self._excused.update(lines - {one.innermost for one in grown.sizes})
        return grown

    def _is_decided(self, course: Course, grown: _Grown) -> bool:
        """Note what is known of memory because it was judged with enough other operations."""
        known = {place for one in grown.sizes for place in self._convicted.get(one, ())[_SURE - 1 :]}
        for place in known:
            loss = self._found.lines[place]
            note(self._found.lines, place, course.operation, loss.message, loss.seen)
        return bool(known)

    def _kept(self, grown: _Grown, found: _Kept) -> None:
        if self._bounds.of_keeper(found.keeper):
            grown.forget(found.origins)
        else:
            grown.kept.append(found)

    def _replacing(self, grown: _Grown, memory: Traced, made: list[Made]) -> None:
        """Forget what takes the place of others in something that is full; note what nothing else holds."""
        tops: dict[Origin, list[Any]] = {}
        for one in made:
            if one.origin in grown.sizes and not one.inner:
                tops.setdefault(one.origin, []).append(one.value)
        for origin, objects in tops.items():
            found = keeper(objects[-1], (objects,))
            if found.limited:
                beside = memory.of(gc.get_referents(found.cache))  # what its keys are made of
                grown.forget({origin, *memory.kept_in(objects, len(objects)), *beside})
            else:
                grown.topmost[origin] = len(objects)

    def _known(self) -> frozenset[int]:
        """Return which collections the app's code has a name for: what grows there is told as state."""
        return frozenset(id(one.value) for one in named(self._code, self._target, self._rig)[0])

    # blame

    def _judge(self, course: Course, grown: _Grown) -> None:
        if not grown.sizes:
            return
        if course.busy:
            self._found.problems.setdefault(course.operation.id, RUNS)
            return
        blamed, at = self._blame(course, grown)
        if at is not None:
            for one in blamed:
                self._convicted.setdefault(one, []).append(at)

    def _blame(self, course: Course, grown: _Grown) -> tuple[set[Origin], Place | None]:
        """Note the line that leaves most behind, and what that is kept in where it is known; return it."""
        sizes, where, at = grown.sizes, "", None
        if grown.kept:
            most = max(grown.kept, key=lambda one: sum(sizes.get(origin, 0) for origin in one.origins))
            sizes = {origin: size for origin, size in sizes.items() if origin in most.origins}
            where, at = f", in {most.keeper}" if str(most.keeper) else "", self._adding(course, most.value)
        if not sizes:
            return set(), None
        return set(sizes), self._note(course, grown, at or _first(sizes, grown.topmost).at, sum(sizes.values()), where)

    def _adding(self, course: Course, collection: Any) -> Place | None:
        """Return the line that adds to a collection."""
        changes = watched(course, lambda: len(collection), self._rig)
        return next((change.at for change in changes if change.after > change.before), None)

    def _note(self, course: Course, grown: _Grown, at: Place, size: float, where: str) -> Place | None:
        statement = _statement(at)
        if not where and any(map(self._bounds.of_value, _assigned(statement))):
            return None
        place = Place(at.path, statement.lineno) if statement is not None else at
        said = f"every request{course.that} leaves memory behind{where}"
        seen = f"{grown.requests} requests to {course.operation.id}{course.that}: {size:.0f} bytes more with each"
        note(self._found.lines, place, course.operation, said, seen)
        return place


def _matters(course: Course) -> bool:
    """Return whether memory should not grow: it may where things are added, and where each request asks another."""
    return course.kind != "varied" and not course.changes


def _weak(made: list[Made]) -> set[Origin]:
    """Return the origins of nothing but references to what is gone: lists in C are put in order now and then."""
    return {one.origin for one in made} - {one.origin for one in made if not one.gone}


def _unheld(grown: _Grown, memory: Traced, made: list[Made], there: dict[Origin, Amount]) -> set[Origin]:
    """Return the origins of small things alone that nothing in Python refers to: such as pydantic's table of texts."""
    kept = {origin for one in grown.kept for origin in one.origins}
    objects = Counter(one.origin for one in made)
    small = {one for one in grown.sizes.keys() - kept if _are_small(there[one]) and objects[one] <= _LAST // 2}
    referred = memory.referred(small) if small else Counter()
    return {one for one in small if referred[one] <= _LAST // 2}


def _are_small(amount: Amount) -> bool:
    return amount.blocks >= _LAST and amount.size <= amount.blocks * _SMALL


def _first(sizes: dict[Origin, float], topmost: Counter[Origin]) -> Origin:
    """Return the origin of what nothing else refers to, else that of the most bytes."""
    return max(sizes, key=lambda origin: (topmost[origin], sizes[origin]))


def _went(first: Amount | None, most: Amount | None, now: Amount | None) -> bool:
    """Return whether half of the memory that came is gone."""
    before, then, after = (one.size if one is not None else 0 for one in (first, most, now))
    return after <= before + (then - before) / 2


def _more(before: dict[T, Amount], after: dict[T, Amount], number: int) -> dict[T, float]:
    """Return what there is more of with each of that many requests, in bytes with one."""
    found = {}
    for key, now in after.items():
        then = before.get(key, Amount())
        if now.blocks - then.blocks >= number or now.size - then.size >= number * _BYTES:
            found[key] = (now.size - then.size) / number
    return found


def _statement(at: Place) -> ast.stmt | None:
    """Return the statement that a line is part of, the innermost."""
    found = [one for one in ast.walk(parsed(at.path)) if isinstance(one, ast.stmt)]
    around = [one for one in found if one.lineno <= at.line <= (one.end_lineno or 0)]
    return max(around, key=lambda one: one.lineno, default=None)


def _assigned(statement: ast.stmt | None) -> Iterator[str]:
    """Yield the names that a statement assigns to."""
    if isinstance(statement, _ASSIGNMENTS):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        named = [inner for target in targets for inner in ast.walk(target)]
        yield from (one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in named)


@contextmanager
def _frozen() -> Iterator[None]:
    """While entered, what is there already is not looked through for garbage."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


EVIDENCE = (memory,)
