"""What holds the event loop: how long each step of it took, whether it waited or computed, and in which line.

A step is one callback of the loop, such as a task from one suspension to the next. Steps are always timed by the clock,
and another thread looks at long ones while they last, and notes the lines they are in. Looking disturbs: a thread that
wants the interpreter makes the loop's wait for it. So under `Watch.careful` nobody looks, and a step is what it takes
by itself: the time by the clock, less the time its thread queued for a processor and collected garbage, against the
time its thread computed.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import pairwise
from time import perf_counter_ns, thread_time_ns
from types import FrameType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.exchange import Exchange
from conformance.app.patching import replaced
from conformance.observe.blocking import Profile
from conformance.observe.scheduling import closed, opened, queued
from conformance.observe.stacks import Sight, sight

_NOTED = 2_000_000  # nanoseconds a step takes before it is looked at
_LOOKS = 60  # at most, at one step
_ALONE = 1.0  # seconds for which the interpreter is not taken away
_PAUSE = 0.002  # seconds between looks
_FAR = 0.02  # the same while the steps are short: a thread that wakes up takes the interpreter from the loop's
_NEAR = 1_000_000_000  # nanoseconds for which looks are near one another after a long step
_UNSEEN = Sight(None, 0, 0, "", "nothing")


@dataclass(frozen=True)
class Hold:
    """What a step waited and computed, in seconds: at one line it was seen in, or as a whole, `careful`ly measured.

    `origin` is the code of the task or callback; `during` is what was served meanwhile, if the step serves nothing.
    """

    waited: float
    computed: float
    sight: Sight | None = None
    careful: bool = False
    origin: Any = None
    during: Exchange | None = None


@dataclass(frozen=True)
class _Look:
    """What was seen of a step when: nanoseconds by the clock, and what its thread had computed, and queued."""

    wall: int
    computed: int
    queued: int
    sight: Sight = _UNSEEN


@dataclass
class _Step:
    """The step a loop is in, or none while `start` is 0; `known` is what was known of its thread between steps."""

    loop: Any
    ident: int = 0
    stat: int = -1
    clock: int | None = None
    start: int = 0
    known: _Look = field(default_factory=lambda: _Look(0, 0, 0))
    number: int = 0
    handle: Any = None
    looks: list[_Look] = field(default_factory=list)


class Watch:
    """Watches the loop that `current` returns; `outside` are the holds of code that serves no exchange.

    `active` returns the exchanges being served; `profile` is what profiles code that serves none.
    """

    def __init__(
        self,
        code: UserCode,
        current: Callable[[], asyncio.AbstractEventLoop | None],
        active: Callable[[], Iterable[Exchange]] = tuple,
    ) -> None:
        self._code, self._current, self._active = code, current, active
        self._step = _Step(None)
        self._stopped = threading.Event()
        self._wanted = threading.Event()
        self._near = 0
        self._careful = 0
        self._collected = 0
        self._collecting = 0
        self._stats: list[int] = []
        self.outside: list[Hold] = []
        self.profile: Profile | None = None

    @contextmanager
    def installed(self) -> Iterator[None]:
        """While entered, exchanges note what holds the loop while it serves them."""
        looking = threading.Thread(target=self._look_on, name="conformance-watch", daemon=True)
        gc.collect()
        gc.freeze()  # what is there by now would make every collection during the run longer, and is not the app's
        gc.callbacks.append(self._collects)
        with ExitStack() as stack:
            stack.callback(gc.unfreeze)
            stack.callback(gc.callbacks.remove, self._collects)
            stack.enter_context(replaced(asyncio.Handle, "_run", self._running))
            looking.start()
            try:
                yield
            finally:
                self._stopped.set()
                self._wanted.set()
                looking.join()
                for stat in self._stats:
                    closed(stat)

    @contextmanager
    def careful(self) -> Iterator[None]:
        """While entered, steps are measured as a whole and undisturbed, and exchanges may be profiled."""
        self._careful += 1
        try:
            yield
        finally:
            self._careful -= 1

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While entered, no thread competes with the loop's for the interpreter, unless that gives it up by itself."""
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_ALONE)
        try:
            with self.careful():
                yield
        finally:
            sys.setswitchinterval(interval)

    def look_closely(self) -> None:
        """Look at short intervals for a while: long steps are about, or expected."""
        self._near = perf_counter_ns() + _NEAR
        self._wanted.set()

    def _collects(self, phase: str, info: dict[str, int]) -> None:
        """Add up full collections, which strike whom they strike; small ones come of the allocations themselves."""
        if info["generation"] < 2:
            return
        if phase == "start":
            self._collecting = thread_time_ns()
        elif threading.get_ident() == self._step.ident:
            self._collected += thread_time_ns() - self._collecting

    def _running(self, original: Callable[[Any], None]) -> Callable[[Any], None]:
        def run(handle: Any) -> None:
            step = self._step
            if handle._loop is not step.loop:
                if handle._loop is not self._current():
                    return original(handle)
                step = self._follow(handle._loop)
            if step.start:  # a loop run inside a step
                return original(handle)
            step.handle = handle
            if self._careful:
                return self._measure(original, handle, step)
            step.start = started = perf_counter_ns()
            try:
                original(handle)
            finally:
                step.start = 0
                step.number += 1
                if perf_counter_ns() - started >= _NOTED:
                    self._nominate(step, started)
            return None

        return run

    def _nominate(self, step: _Step, started: int) -> None:
        """Note the lines of a step that was looked at."""
        looks, step.looks = step.looks, []
        end = _Look(perf_counter_ns(), _computed(step.clock), queued(step.stat))
        # What is not known of its beginning counts as waiting: measuring it will tell.
        known = step.known if started - step.known.wall < _NOTED else (*looks, end)[0]
        self._note(step.handle, _shares([replace(known, wall=started, sight=_UNSEEN), *looks, end]))
        step.known = end
        self.look_closely()

    def _measure(self, original: Callable[[Any], None], handle: Any, step: _Step) -> None:
        """Run a step with all that is taken off its time."""
        collected, before, computed = self._collected, queued(step.stat), thread_time_ns()
        started = perf_counter_ns()
        step.start = -1
        try:
            _profiled(original, handle, self.profile)
        finally:
            step.start = 0
            wall = perf_counter_ns() - started
            if wall >= _NOTED:
                computed = thread_time_ns() - computed
                waited = max(0, wall - computed - (queued(step.stat) - before))
                own = max(0, computed - (self._collected - collected))
                self._note(handle, [Hold(waited / 1e9, own / 1e9, careful=True)])

    def _note(self, handle: Any, holds: Iterable[Hold]) -> None:
        exchange = _exchange_of(handle)
        if exchange is not None:
            exchange.holds += holds
        else:
            during = next(iter(self._active()), None)
            self.outside += [replace(hold, origin=_origin(handle), during=during) for hold in holds]

    def _follow(self, loop: Any) -> _Step:
        """Watch a new loop from now on; its own thread calls. The old one may be held for ever."""
        if self._step.start > 0:
            self._nominate(self._step, self._step.start)
        self._step = _Step(loop, threading.get_ident(), opened(threading.get_native_id()), _clock())
        self._stats.append(self._step.stat)
        return self._step

    def _look_on(self) -> None:
        while not self._stopped.is_set():
            self._pause()
            step = self._step
            looks = len(step.looks)
            due = _NOTED * 2 ** (looks // 4)
            if step.start == 0:
                step.known = _Look(perf_counter_ns(), _computed(step.clock), queued(step.stat))
            if not self._careful and looks < _LOOKS and step.start > 0 and perf_counter_ns() - step.start >= due:
                self._look(step)

    def _pause(self) -> None:
        self._wanted.clear()
        if perf_counter_ns() < self._near and not self._careful:
            time.sleep(_PAUSE)
        else:
            self._wanted.wait(_FAR)

    def _look(self, step: _Step) -> None:
        number = step.number
        frame: FrameType | None = sys._current_frames().get(step.ident)
        seen = sight(frame, self._code) if frame is not None else None
        del frame  # a frame that is kept keeps its locals alive
        look = _Look(perf_counter_ns(), _computed(step.clock), queued(step.stat), seen or _UNSEEN)
        if seen is not None and step.start > 0 and step.number == number:
            step.looks.append(look)


def _shares(looks: list[_Look]) -> list[Hold]:
    """Share a step out among the lines it was seen in."""
    times: dict[tuple[str, int], list[int]] = {}
    sights = {look.sight.key: look.sight for look in reversed(looks[1:-1])}
    for before, after in pairwise(looks):
        seen = after if after is not looks[-1] or len(looks) == 2 else before
        spent = times.setdefault(seen.sight.key, [0, 0])
        computed = max(0, after.computed - before.computed)
        spent[0] += max(0, after.wall - before.wall - computed - (after.queued - before.queued))
        spent[1] += computed
    return [Hold(waited / 1e9, done / 1e9, sights.get(key)) for key, (waited, done) in times.items()]


def _origin(handle: Any) -> Any:
    """Return the code of the task a handle is a step of, or of the callback it runs."""
    callback = getattr(handle, "_callback", None)
    task = getattr(callback, "__self__", None)
    code = getattr(task.get_coro(), "cr_code", None) if isinstance(task, asyncio.Task) else None
    return code or getattr(callback, "__code__", None)


def _clock() -> int | None:
    """Return the clock of what this thread computes, if there is one; of a dead thread it must not be asked for."""
    try:
        return time.pthread_getcpuclockid(threading.get_ident())
    except (AttributeError, OSError):
        return None


def _computed(clock: int | None) -> int:
    try:
        return time.clock_gettime_ns(clock) if clock is not None else 0
    except OSError:
        return 0  # the thread is gone


def _profiled(original: Callable[[Any], None], handle: Any, outside: Profile | None) -> None:
    """Run a step with the profiler of its exchange, if that has one, or of what serves none."""
    exchange = _exchange_of(handle)
    profile = outside if exchange is None else exchange.fault
    if not isinstance(profile, Profile):
        original(handle)
        return
    before = sys.getprofile()
    profile.begin()
    sys.setprofile(profile.profile)
    try:
        original(handle)
    finally:
        sys.setprofile(before)
        profile.end()


def _exchange_of(handle: Any) -> Exchange | None:
    context = getattr(handle, "_context", None)
    return context.get(EXCHANGE) if context is not None else None
