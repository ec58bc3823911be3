"""Which lines memory was asked for at that is not given back, and which collections grow."""

from __future__ import annotations

import gc
import itertools
import os
import sys
import time
import tracemalloc
import weakref
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, TypeVar

from conformance.app.code import UserCode
from conformance.finding import Place

_DEPTH = 40  # frames of a stack that are remembered
_OURS = os.path.dirname(os.path.dirname(__file__)) + os.sep
_AROUND = tuple(f"{_OURS}{name}{os.sep}" for name in ("observe", "faults"))  # what is between the app and libraries
_IGNORED = (_OURS, "<frozen", tracemalloc.__file__)
_KINDS = frozenset({dict, list, set, deque, OrderedDict, defaultdict, Counter})
_LEVELS = 4  # what is kept in a collection, and what that holds
_LOOKED_AT = 200  # objects that one thing in a collection holds
_MOST = 0.75  # of the things put into a collection hold what explains the memory
_PATIENCE, _MOMENT = 1.0, 0.05  # seconds to wait for threads to be calm, and how long they have to be
_TEXTS, _CONTAINERS = (str, bytes), (dict, tuple)
_AT_ONCE = 10_000  # objects that are asked what they refer to
_PASSED = (type, ModuleType, CodeType, FrameType)  # what is not kept for the sake of a request

Line = tuple[str, int]
Stack = tuple[Line, ...]
T = TypeVar("T")

# Its public form makes an object for each line of each stack.
_get_object_traceback: Callable[[Any], Stack | None] = tracemalloc._get_object_traceback  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Origin:
    """Where memory was asked for: the user's nearest line on the way there, and the innermost of all."""

    at: Place
    innermost: Line


@dataclass
class Amount:
    """How many blocks of memory there are, and their bytes."""

    blocks: int = 0
    size: int = 0


@dataclass(frozen=True, eq=False)
class Made:
    """An object, where it was made, and whether something made since tracing began refers to it."""

    value: Any
    origin: Origin
    inner: bool

    @property
    def gone(self) -> bool:
        """Whether it is nothing but a reference to an object that is gone."""
        return isinstance(self.value, weakref.ref) and self.value() is None


class Traced:
    """Memory that was asked for since `traced` was entered and is not given back yet, by where that was."""

    def __init__(self, code: UserCode) -> None:
        self._code = code
        self._known: dict[Stack, Origin | None] = {}

    def amounts(self) -> dict[Origin, Amount]:
        """Return what is there that the user's code asked for, by itself or through libraries."""
        return _summed((self._origin(stack), amount) for stack, amount in _stacks())

    def objects(self) -> list[Made]:
        """Return what the user's code made of objects that may refer to others, and that are there still.

        Where garbage collection is frozen, what was made before is not looked at.
        """
        there = gc.get_objects()
        inner = {id(each) for one in there for each in gc.get_referents(one)}
        found = ((one, self._made(one)) for one in there)
        return [Made(one, origin, id(one) in inner) for one, origin in found if origin is not None]

    def kept_in(self, collection: Any, number: int) -> set[Origin]:
        """Return where what was put into a collection the last `number` times was made, with what it holds."""
        seen: set[int] = set()
        found: Counter[Origin] = Counter()
        for item in _last(collection, number):
            found.update({origin for value in _held(item, seen) if (origin := self._made(value)) is not None})
        return {origin for origin, times in found.items() if times >= number * _MOST}

    def of(self, objects: Iterable[Any]) -> set[Origin]:
        """Return where some objects were made, and what they hold."""
        seen: set[int] = set()
        held = (value for one in objects for value in _held(one, seen))
        return {origin for value in held if (origin := self._made(value)) is not None}

    def referred(self, origins: set[Origin]) -> Counter[Origin]:
        """Return to how many texts that come from some origins something in Python refers."""
        texts = {id(one): one for one in _texts()}
        return Counter(made for one in texts.values() if (made := self._made(one)) in origins and made is not None)

    def _made(self, value: Any) -> Origin | None:
        stack = _get_object_traceback(value)
        return None if stack is None else self._origin(stack)

    def _origin(self, stack: Stack) -> Origin | None:
        """Return where memory was asked for, by the lines on the way there, the innermost first."""
        if stack not in self._known:
            user = self._code.nearest(itertools.takewhile(lambda line: not _drives(line[0]), stack))
            origin = Origin(Place(*user), stack[0]) if user is not None else None
            self._known[stack] = None if stack[0][0].startswith(_IGNORED) else origin
        return self._known[stack]


def forget() -> None:
    """Forget what was asked for up to now."""
    tracemalloc.clear_traces()


def amounts() -> dict[Line, Amount]:
    """Return what is there by the innermost line, whoever asked for it."""
    return _summed((stack[0], amount) for stack, amount in _stacks() if not stack[0][0].startswith(_IGNORED))


def _stacks() -> Iterable[tuple[Stack, Amount]]:
    """Return how much memory was asked for by each stack: those that are the same are one object."""
    _forget_names()
    snapshot: Any = tracemalloc.take_snapshot()
    found: dict[int, tuple[Stack, Amount]] = {}
    for _, size, stack, *_ in snapshot.traces._traces:  # in public, an object for each line of each stack
        amount = found.setdefault(id(stack), (stack, Amount()))[1]
        amount.blocks += 1
        amount.size += size
    return list(found.values())


def _summed(found: Iterable[tuple[T | None, Amount]]) -> dict[T, Amount]:
    sums: dict[T, Amount] = {}
    for key, amount in found:
        if key is not None:
            total = sums.setdefault(key, Amount())
            total.blocks += amount.blocks
            total.size += amount.size
    return sums


@contextmanager
def traced(code: UserCode, depth: int = _DEPTH) -> Iterator[Traced]:
    """While entered, memory is noted with the line it is asked for at, and `depth` frames around it."""
    before = tracemalloc.get_traceback_limit() if tracemalloc.is_tracing() else 0
    _stop()
    tracemalloc.start(depth)
    try:
        yield Traced(code)
    finally:
        _stop()
        if before:
            tracemalloc.start(before)


def _stop() -> None:
    """Stop tracing while no thread begins or ends: until Python 3.12.9 that could crash (python/cpython#128679)."""
    if tracemalloc.is_tracing():
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and not _is_calm():
            pass
        tracemalloc.stop()


def _is_calm() -> bool:
    """Return whether the same threads are there for a moment."""
    before = sys._current_frames().keys()
    time.sleep(_MOMENT)
    return before == sys._current_frames().keys()


def _forget_names() -> None:
    """Have the interpreter forget where it found attributes: it keeps the names, also those that are made each time."""
    clear = getattr(sys, "_clear_type_cache", None)
    if clear is not None:
        clear()


def _drives(path: str) -> bool:
    """Return whether a line is this package's that sends requests: what is around it is not the app."""
    return path.startswith(_OURS) and not path.startswith(_AROUND)


def _texts() -> list[Any]:
    """Return the texts made since tracing began that objects refer to, or what the garbage collector leaves out.

    All that is asked for in here is traced as well, which takes long: so it asks for as little as can be.
    """
    found, objects = [], gc.get_objects()
    while objects:
        untracked: list[Any] = []
        for first in range(0, len(objects), _AT_ONCE):
            referents = gc.get_referents(*objects[first : first + _AT_ONCE])
            found += [one for one in referents if type(one) in _TEXTS and _get_object_traceback(one) is not None]
            untracked += [one for one in referents if type(one) in _CONTAINERS and not gc.is_tracked(one)]
        objects = untracked
    return found


# collections


class Census:
    """How much is in each collection there is, of the kinds that Python brings along."""

    def __init__(self) -> None:
        there = gc.get_objects()
        # A dict of numbers and texts is none of what may be garbage, and has to be asked for from what refers to it.
        plain = {id(one): one for one in gc.get_referents(*there) if type(one) is dict and not gc.is_tracked(one)}
        self.all = [*(one for one in there if type(one) in _KINDS), *plain.values()]
        self._sizes = list(map(len, self.all))

    def grown(self, number: int) -> list[Any]:
        """Return the collections into which at least that much was put since."""
        pairs = zip(self.all, self._sizes, map(len, self.all), strict=True)
        return [one for one, before, now in pairs if now >= before + number and one is not self._sizes]


def _last(one: Any, number: int) -> list[Any]:
    """Return what was put into a collection last: at either end, or anywhere in a set."""
    try:
        items = list(dict.items(one)) if isinstance(one, dict) else list(one)
    except RuntimeError:
        return []  # it changes meanwhile
    return items if isinstance(one, set) else [*items[-number:], *items[:number]]


def _held(item: Any, seen: set[int]) -> Iterator[Any]:
    """Yield a thing and what it holds, to some levels, but for what was `seen` with another."""
    level = [item]
    for _ in range(_LEVELS):
        fresh = [one for one in islice(level, _LOOKED_AT) if id(one) not in seen and not isinstance(one, _PASSED)]
        seen.update(map(id, fresh))
        yield from fresh
        level = [inner for one in fresh for inner in _referents(one)]


def _referents(one: Any) -> Iterable[Any]:
    if isinstance(one, FunctionType):
        return [*(one.__closure__ or ()), one.__defaults__]
    return gc.get_referents(one)
