"""Evidence of the event loop being held: what waits or computes on it, and the blocking calls made there."""

from __future__ import annotations

import asyncio
import inspect
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Any

from starlette.exceptions import HTTPException

from conformance.app.code import UserCode
from conformance.app.driver import SAFE, Driver
from conformance.app.exchange import Exchange
from conformance.app.functions import defined_at
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import canary
from conformance.evidence.spread import Spread
from conformance.faults.endpoint import Before, Injected
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.blocking import Blocking, Profile
from conformance.observe.event_loop import Hold, Watch
from conformance.observe.stacks import Sight
from conformance.rig import Rig

Sends = Callable[[Any], Exchange]

_WAITS = 0.003  # seconds from which a wait is looked at again
_COMPUTES = 0.01
_AGAIN = 4
_CONFIRMED = 3  # requests out of all in which a line must hold the loop
_OUTSIDE = 2.0  # seconds in which a task of the app's own is to hold the loop again
_LOOKED = 0.5  # seconds in which one is to be seen to
_PAUSE = 0.02
_TASKS = 0.3  # seconds for which the app's own tasks are profiled
_AFTERWARDS = 0.1  # seconds that tasks started for a request are followed when it is over
_PART = 0.2  # of the time that a line has to take to be named beside the first
_LOOKS = 2  # requests more to see the lines
_REPEATS = 3  # times that calls are looked for again
_REPEATED = 2  # of them in which one has to block
_FAILING = 3  # operations of an app that are made to fail, to see what its exception handlers do


@dataclass(frozen=True)
class Way:
    """How the event loop was put to the test: an operation, and what was done to it, None for background work."""

    operation: Operation | None
    how: str = ""

    def __str__(self) -> str:
        if self.operation is None:
            return "a task of the app's own"
        return f"{self.operation}{f' {self.how}' if self.how else ''}"


@dataclass(frozen=True)
class Held:
    """A line that held the loop in most of some requests: how long, in seconds, each time.

    `measured` says that `waited` and `computed` were told apart; if not, `waited` is all the time.
    """

    way: Way
    at: Place | None
    sight: Sight | None
    waited: float
    computed: float
    least: float
    times: str
    measured: bool = True


@dataclass(frozen=True)
class Called:
    """A blocking call that was made on the event loop's thread every time."""

    way: Way
    at: Place | None
    blocking: Blocking


@evidence
def watch(rig: Rig) -> Watch:
    """What watches the event loop."""
    return rig.watch


@evidence
def holds(driver: Driver, operation: Operation, problem: str, watch: Watch, code: UserCode) -> list[Held]:
    """The lines that hold the event loop while the operation serves a valid request, the first one left out."""
    way = Way(operation)
    hung = [one for one in driver.attempts(operation) if one.held]
    if hung:
        ended = Hold(hung[0].seconds, 0.0)
        seen = max(hung[0].holds, key=lambda hold: hold.waited + hold.computed, default=ended).sight
        return [Held(way, _place(way, seen), seen, ended.waited, 0.0, ended.waited, "until its deadline", False)]
    try:
        return list(_held(way, _sender(driver, operation), watch, code))
    except NotExercised:
        return []


@evidence
def blocking_calls(driver: Driver, operation: Operation, problem: str, code: UserCode, watch: Watch) -> list[Called]:
    """The blocking calls made on the event loop's thread while the operation serves a valid request."""
    try:
        return _called(Way(operation), _sender(driver, operation), code, watch)
    except NotExercised:
        return []


@evidence
def spread_holds(across: Across) -> Spread:
    """The lines that hold the event loop for several operations."""
    return Spread.of(across, "holds")


@evidence
def spread_calls(across: Across) -> Spread:
    """The lines that make blocking calls for several operations."""
    return Spread.of(across, "blocking_calls")


@evidence
def failing_holds(driver: Driver, across: Across, watch: Watch, code: UserCode) -> list[Held]:
    """The lines that hold the event loop while the app answers requests that fail."""
    found: list[Held] = []
    for way, sends, make in _failing(driver, across):
        sends(make())
        found += _held(way, partial(_send_made, sends, make), watch, code)
    return found


def _send_made(sends: Sends, make: Callable[[], Any], profile: Any) -> Exchange:
    return sends(make() if profile is None else profile)


@evidence
def failing_calls(driver: Driver, across: Across, code: UserCode, watch: Watch) -> list[Called]:
    """The blocking calls made on the event loop's thread while the app answers requests that fail."""
    found: list[Called] = []
    for way, sends, make in _failing(driver, across):
        sends(make())
        found += _called(way, sends, code, watch, make)
    return found


def _failing(driver: Driver, across: Across) -> Iterator[tuple[Way, Sends, Callable[[], Any]]]:
    """Yield ways to make a few operations fail: for each a way to send it, and what makes the fault for it."""
    samples = [(operation, sample) for operation, sample in across("sample") if operation.dependant is not None]
    for operation, _ in islice(samples, _FAILING):
        sends = _sender(driver, operation)
        yield Way(operation, "raising an HTTPException"), sends, lambda: Before(lambda: HTTPException(418, canary()))
        yield Way(operation, "raising an exception"), sends, lambda: Before(lambda: Injected(canary()))
    refused = [(operation, answers[0]) for operation, answers in across("refused") if answers]
    for operation, one in islice(refused, _FAILING):
        yield Way(operation, "refusing a request"), _resender(driver, operation, one.exchange), lambda: None


def _sender(driver: Driver, operation: Operation) -> Sends:
    return lambda fault: driver.send(driver.fresh(operation).request(), operation, fault=fault)


def _resender(driver: Driver, operation: Operation, exchange: Exchange) -> Sends:
    return lambda fault: driver.send(exchange.request, operation, fault=fault)


@evidence
def outside_holds(driver: Driver, watch: Watch, across: Across, code: UserCode) -> list[Held]:
    """The lines of tasks that serve no request and held the event loop again and again during the run."""
    if not list(across("holds")):
        return []
    _look_at_tasks(watch, code)
    suspects = _by_origin(watch.outside)
    known = len(watch.outside)
    with watch.careful():
        for exchange in _served_meanwhile(suspects):
            driver.send(exchange.request)
        if suspects:
            wait_while(lambda: not _all_seen(suspects, watch.outside[known:]), _OUTSIDE, _PAUSE)
    measured = _by_origin(watch.outside[known:])
    return [one for origin, ones in suspects.items() for one in _of_task(ones, measured.get(origin, []))]


def _look_at_tasks(watch: Watch, code: UserCode) -> None:
    """Give the user's tasks that held the loop while nobody looked a while to do so again."""
    own = {hold.origin for hold in _counting(watch.outside) if code.owns(getattr(hold.origin, "co_filename", ""))}

    def unseen() -> object:
        watch.look_closely()
        return own - _by_origin(watch.outside, seen=True).keys()

    wait_while(unseen, _LOOKED, _PAUSE)


@evidence
def outside_calls(watch: Watch, across: Across, code: UserCode, rig: Rig) -> list[Called]:
    """The blocking calls that tasks of the app make on the event loop's thread though they serve no request."""
    if not list(across("sample")) or not rig.service.run(partial(_own_tasks, code)):
        return []
    watch.profile = Profile(code)
    with watch.alone():
        time.sleep(_TASKS)
    found, watch.profile = _own(watch.profile), None
    times = Counter(_call(one) for one in found)
    first = {_call(one): one for one in reversed(found) if times[_call(one)] >= _CONFIRMED}
    return [Called(Way(None), one.sight.place, one) for one in first.values()]


async def _own_tasks(code: UserCode) -> bool:
    """Return whether a task of the app's own is running now."""
    coroutines = [task.get_coro() for task in asyncio.all_tasks()]
    return any(code.owns(own.cr_code.co_filename) for own in coroutines if inspect.iscoroutine(own))


def _of_task(seen: list[Hold], measured: list[Hold]) -> list[Held]:
    if len(measured) < _CONFIRMED:
        return []
    return list(_lines(Way(None), seen, [_measured([one]) for one in measured], f"{len(measured)} times", None))


def _served_meanwhile(suspects: dict[Any, list[Hold]]) -> Iterator[Exchange]:
    """Yield what is to be sent again to see some tasks hold the loop again: those may wait for requests."""
    for ones in suspects.values():
        during = next((hold.during for hold in ones if hold.during is not None), None)
        if during is not None and during.request.method in SAFE:
            yield from [during] * _AGAIN


def _by_origin(holds: Iterable[Hold], *, seen: bool = False) -> dict[Any, list[Hold]]:
    """Return the holds of tasks that serve no request, by their code; of those not measured what was `seen` of it."""
    found: dict[Any, list[Hold]] = {}
    for hold in _counting(holds):
        if (hold.careful and not seen) or (hold.sight is not None and hold.sight.code is not None):
            found.setdefault(hold.origin, []).append(hold)
    return found


def _all_seen(suspects: Iterable[Any], holds: Iterable[Hold]) -> bool:
    found = _by_origin(holds)
    return all(len(found.get(origin, ())) >= _CONFIRMED for origin in suspects)


def _held(way: Way, send: Sends, watch: Watch, code: UserCode) -> Iterator[Held]:
    seen = _followed(send(None))
    if not _counting(seen):
        return
    with watch.careful():
        rounds = [_measured(_followed(send(None))) for _ in range(_AGAIN)]
    counting = [one for one in rounds if _counting([one.longest])]
    if len(counting) >= _CONFIRMED:
        for _ in range(_LOOKS):
            watch.look_closely()
            seen = [*seen, *_followed(send(None))]
        profile = Profile(code)
        with watch.alone():
            send(profile)
        for one in _lines(way, seen, counting, f"in {len(counting)} of {len(rounds)} requests", profile):
            if not (one.sight and one.sight.harmless):
                yield one


@dataclass(frozen=True)
class _Measured:
    """What the long steps of one exchange took at most, and altogether."""

    longest: Hold
    total: Hold


def _measured(holds: Iterable[Hold]) -> _Measured:
    long = _counting(holds) or [Hold(0.0, 0.0)]
    waited, computed = [hold.waited for hold in long], [hold.computed for hold in long]
    return _Measured(Hold(max(waited), max(computed)), Hold(sum(waited), sum(computed)))


def _lines(
    way: Way, seen: list[Hold], measured: list[_Measured], times: str, profile: Profile | None
) -> Iterator[Held]:
    """Share what was measured out among the lines that were seen: the first of them answers for the longest step.

    Where it waited is told by the profiler, if there is one that saw all; where it computed, by the looks at it.
    """
    groups = _grouped(seen, profile.longest if profile is not None else None)
    busy = Counter({key: _sum(ones, "computed") for key, ones in groups.items()})
    idle = Counter({key: _sum(ones, "waited") for key, ones in groups.items()})
    sights = {key: ones[0].sight for key, ones in groups.items()}
    if profile is not None and profile.whole and profile.waits:
        idle = _slept(profile)
        sights |= {seen.key: seen for _, seen in profile.waits}
    least = min(one.longest.waited + one.longest.computed for one in measured)
    for key, sight in sights.items():
        waited = statistics.median(_part_of(one, "waited", _share(idle, key)) for one in measured)
        computed = min(_part_of(one, "computed", _share(busy, key)) for one in measured)
        if waited or computed:
            yield Held(way, _place(way, sight), sight, waited, computed, least, times)


def _part_of(one: _Measured, kind: str, share: float) -> float:
    return min(float(getattr(one.longest, kind)), float(getattr(one.total, kind)) * share)


def _slept(profile: Profile) -> Counter[Any]:
    idle: Counter[Any] = Counter()
    for seconds, seen in profile.waits:
        idle[seen.key] += seconds  # type: ignore[assignment]
    return idle


def _sum(holds: list[Hold], kind: str) -> float:
    return float(sum(getattr(hold, kind) for hold in holds))


def _share(times: Counter[Any], key: Any) -> float:
    """Return the part of all the time that is held against a line: all of it against the first, no small ones."""
    total = sum(times.values())
    part = times[key] / total if total else 0.0
    first = bool(times) and times.most_common(1)[0][0] == key
    return 1.0 if first else part if part >= _PART else 0.0


def _grouped(holds: Iterable[Hold], longest: Sight | None) -> dict[Any, list[Hold]]:
    """Return holds by their lines; what was not seen while it lasted is taken for the most frequent line's.

    Where nothing was seen, compiled code kept the interpreter, and only a profiler can tell the `longest` call.
    """
    groups: dict[Any, list[Hold]] = {}
    for hold in holds:
        groups.setdefault(hold.sight.key if hold.sight is not None else None, []).append(hold)
    unseen = groups.pop(None, [])
    if groups:
        most = max(groups, key=lambda key: _sum(groups[key], "waited") + _sum(groups[key], "computed"))
        groups[most] += unseen
        return groups
    key = longest.key if longest is not None else None
    return {key: [replace(hold, sight=longest) for hold in unseen]}


def _counting(holds: Iterable[Hold]) -> list[Hold]:
    long = (hold for hold in holds if hold.waited >= _WAITS or hold.computed >= _COMPUTES)
    return [hold for hold in long if not (hold.sight and hold.sight.harmless)]


def _place(way: Way, sight: Sight | None) -> Place | None:
    """Return the user's line; where the framework works by itself, the operation it works for."""
    if sight is not None and sight.place is not None:
        return sight.place
    operation = way.operation
    return (defined_at(operation.endpoint) or operation.at) if operation is not None else None


def _called(
    way: Way, sends: Sends, code: UserCode, watch: Watch, make: Callable[[], Any] = lambda: None
) -> list[Called]:
    """Return the calls that block again and again, so that a thread which slept by chance does not count."""
    with watch.alone():
        found = _profiled(sends, code, make)
        if not found:
            return []
        again = [_profiled(sends, code, make) for _ in range(_REPEATS)]
    seen = Counter(key for ones in again for key in {_call(one) for one in ones})
    return [Called(way, one.sight.place, one) for one in found if seen[_call(one)] >= _needed(one)]


def _call(one: Blocking) -> tuple[Any, ...]:
    """Return what is the same each time: by name where the thread slept, which a line may also do by chance."""
    return (*one.sight.key, one.name) if one.kind == "slept" else (*one.sight.key, "")


def _needed(one: Blocking) -> int:
    return _REPEATS if one.kind == "slept" else _REPEATED


def _profiled(sends: Sends, code: UserCode, make: Callable[[], Any]) -> list[Blocking]:
    """Return the blocking calls of one exchange, each once, those of the user's code only."""
    profile = Profile(code, make())
    _followed(sends(profile))
    return list({(one.name, one.sight.key, one.kind): one for one in reversed(_own(profile))}.values())[::-1]


def _followed(exchange: Exchange) -> list[Hold]:
    """Return what held the loop for an exchange, once the tasks it started are done, or have had their time."""
    wait_while(lambda: _goes_on(exchange), _AFTERWARDS, _PAUSE / 4)
    return list(exchange.holds)


def _goes_on(exchange: Exchange) -> bool:
    """Return whether a task that was started for an exchange is still at work."""
    return any(task is not None and not task.done() for task in (made() for made in exchange.tasks))


def _own(profile: Profile) -> list[Blocking]:
    return [one for one in profile.calls if one.sight.code is not None and not one.sight.harmless]


EVIDENCE = (
    watch,
    holds,
    spread_holds,
    blocking_calls,
    spread_calls,
    failing_holds,
    failing_calls,
    outside_holds,
    outside_calls,
)
