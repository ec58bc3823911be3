"""The event loop stays free: nothing waits or computes on it, and nothing blocks there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from conformance.app.awaiting import awaits_nothing, calls_something
from conformance.app.functions import code_behind, defined_at
from conformance.app.operations import Operation
from conformance.check import check
from conformance.checks.causes import or_require
from conformance.evidence.concurrency.holding import Called, Held
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe.stacks import Sight

_WAITS = 0.005  # seconds
_COMPUTES = 0.05
_SMALL = 65536  # bytes
_SLACK = 0.95  # a timer may be that much early
_NOISE = 0.25  # part of the time it computes that a thread may wait for the interpreter


# loop-stays-free


@check("concurrency.loop-stays-free")
def loop_stays_free(
    problem: str, holds: list[Held], spread_holds: Spread, *, waits: float = _WAITS, computes: float = _COMPUTES
) -> Iterator[Finding]:
    """Nothing that serves a request waits on the event loop for 5 ms, or computes on it for 50 ms.

    Why: while one request holds the loop, all others of the worker stand still, the health check too.
    Do: ``def`` instead of ``async def``, an asynchronous client, or ``await run_in_threadpool(call)``
    Don't: ``time.sleep(1)``, ``requests.get(url)`` or a large loop in an ``async def``
    Read: https://fastapi.tiangolo.com/async/
    """
    found = (one for one in _long(holds, waits, computes) if one.at not in spread_holds)
    yield from or_require(_holding(found), problem)


@loop_stays_free.of_app
def loop_stays_free_of_app(
    across: Across,
    spread_holds: Spread,
    failing_holds: list[Held],
    outside_holds: list[Held],
    *,
    waits: float = _WAITS,
    computes: float = _COMPUTES,
) -> Iterator[Finding]:
    every = [one for _, ones in across("holds") for one in ones]
    if not list(across("sample")):
        raise NotExercised("no operation could be sent a request")
    shared = [one for one in every if one.at in spread_holds]
    known = {one.at for one in every}
    failing = [one for one in failing_holds if one.at not in known]
    yield from _holding(_long([*shared, *failing, *outside_holds], waits, computes))


def _long(holds: Iterable[Held], waits: float, computes: float) -> Iterator[Held]:
    for one in holds:
        waited = one.waited >= max(waits * _SLACK, one.computed * _NOISE)
        if waited or one.computed >= computes:
            yield one


def _holding(found: Iterable[Held]) -> Iterator[Finding]:
    for at, ones in _by_place(found).items():
        one = ones[0]
        yield Finding(
            f"{one.way} {_did(one)}{_what(one.sight)}",
            at,
            f"{_times(one)}{_in(one.sight)}{_by_way(one.sight)}",
            operations=_names(ones),
        )


def _did(one: Held) -> str:
    if not one.measured:
        return f"holds the event loop for {_ms(one.waited)}"
    did = f"waits for {_ms(one.waited)}" if one.waited >= one.computed else f"computes for {_ms(one.computed)}"
    return f"{did} on the event loop"


def _times(one: Held) -> str:
    if not one.measured:
        return one.times
    return f"{one.times}, at least {_ms(one.least)}: waited {_ms(one.waited)}, computed {_ms(one.computed)}"


def _what(sight: Sight | None) -> str:
    if sight is None:
        return ""
    if sight.code is None:
        return f", {sight.work}" if sight.work.endswith(("answer", "request")) else f", in {sight.inner}"
    return f": {sight.call}" if sight.call else ""


def _in(sight: Sight | None) -> str:
    """Return the function the wait ended in, where that is not the user's own."""
    return f", in {sight.inner}" if sight is not None and len(sight.names) > 1 else ""


def _by_way(sight: Sight | None) -> str:
    """Return the user's lines that led there."""
    outer = dict.fromkeys(f"{os.path.basename(code.co_filename)}:{line}" for code, line in sight.outer) if sight else ()
    return f", by way of {', '.join(list(outer)[:3])}" if outer else ""


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.0095 else f"{seconds * 1000:.1f} ms"


def _by_place(found: Iterable[Held]) -> dict[Place | None, list[Held]]:
    groups: dict[Place | None, list[Held]] = {}
    for one in found:
        groups.setdefault(one.at, []).append(one)
    return groups


def _names(ones: Iterable[Held | Called]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.way.operation.id for one in ones if one.way.operation is not None))


# no-blocking-calls


@check("concurrency.no-blocking-calls")
def no_blocking_calls(
    problem: str,
    blocking_calls: list[Called],
    spread_calls: Spread,
    *,
    harmless: tuple[str, ...] = (),
    small_read: int = _SMALL,
) -> Iterator[Finding]:
    """Nothing that serves a request makes a call that blocks on the event loop's thread, however short it is here.

    Why: what answers in 0.1 ms on this machine takes 50 ms over a network, and a minute on a bad day; nobody else
    is served meanwhile. Reading small files, writing log lines, starting threads and tasks, imports, and what
    `harmless` names (functions such as ``shop.cache.warm``, anywhere in the stack) are left out.
    Do: the asynchronous client (``redis.asyncio``, ``httpx.AsyncClient``, ``AsyncSession``), or a ``def`` endpoint
    Don't: ``redis.Redis().get(key)`` in an ``async def``
    Read: https://fastapi.tiangolo.com/async/
    """
    found = [one for one in _blocking(blocking_calls, harmless, small_read) if one.at not in spread_calls]
    yield from or_require(_blocked(found), problem)


@no_blocking_calls.of_app
def no_blocking_calls_of_app(
    across: Across,
    spread_calls: Spread,
    failing_calls: list[Called],
    outside_calls: list[Called],
    *,
    harmless: tuple[str, ...] = (),
    small_read: int = _SMALL,
) -> Iterator[Finding]:
    if not list(across("sample")):
        raise NotExercised("no operation could be sent a request")
    every = [one for _, ones in across("blocking_calls") for one in ones]
    known = {one.at for one in every}
    found = [one for one in every if one.at in spread_calls] + [
        one for one in [*failing_calls, *outside_calls] if one.at not in known
    ]
    yield from _blocked(_blocking(found, harmless, small_read))


def _blocking(calls: Iterable[Called], harmless: tuple[str, ...], small_read: int) -> Iterator[Called]:
    for one in calls:
        blocking = one.blocking
        small = blocking.kind == "reading" and blocking.size <= small_read
        logging = blocking.kind == "writing" and any(name.startswith("logging.") for name in blocking.sight.names)
        yields = blocking.name == "time.sleep" and blocking.sight.call.endswith("(0)")
        agreed = any(name in harmless for name in (blocking.name, *blocking.sight.names, *blocking.sight.callers))
        if not (small or logging or yields or agreed):
            yield one


def _blocked(calls: Iterable[Called]) -> Iterator[Finding]:
    """Yield one finding a function of the user's, at the first of its lines."""
    groups: dict[object, list[Called]] = {}
    for one in calls:
        groups.setdefault(one.blocking.sight.code, []).append(one)
    for ones in groups.values():
        first = ones[0]
        names = dict.fromkeys(one.blocking.name for one in ones if one.at == first.at)
        call = first.blocking.sight.call or first.blocking.name
        lines = sorted({one.at.line for one in ones if one.at is not None} - {first.at.line if first.at else 0})
        others = f"; also at {'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}" if lines else ""
        yield Finding(
            f"{first.way} blocks the event loop's thread: {call}",
            first.at,
            f"{', '.join(names)}{others}{_by_way(first.blocking.sight)}",
            operations=_names(ones),
        )


# async-routes-await


@check("concurrency.async-routes-await", level="should")
def async_routes_await(
    problem: str, holds: list[Held], blocking_calls: list[Called], operation: Operation
) -> Iterator[Finding]:
    """An ``async def`` route that awaits nothing is trivial, or was seen not to block.

    Why: what awaits nothing gains nothing from being asynchronous, and takes the loop from everybody if it ever blocks.
    Do: ``def`` for a route without ``await``: it runs in a thread
    Don't: ``async def`` around a synchronous client
    Read: https://fastapi.tiangolo.com/async/#path-operation-functions
    """
    code = code_behind(operation.endpoint)
    if code is None or not awaits_nothing(code):
        raise NotApplicable("not an async def, or one that awaits something")
    sights = [one.sight for one in _long(holds, _WAITS, _COMPUTES)]
    sights += [one.blocking.sight for one in _blocking(blocking_calls, (), _SMALL)]
    at = defined_at(operation.endpoint) or operation.at
    if any(one is not None and code in (one.code, *(outer for outer, _ in one.outer)) for one in sights):
        yield Finding(f"{operation} awaits nothing and blocks: as a plain def it would run in a thread", at)
    elif problem and calls_something(code):
        yield Finding(f"{operation} awaits nothing, and could not be seen not to block: {problem}", at)
    elif problem:
        raise NotExercised(problem)


CHECKS = (loop_stays_free_of_app, no_blocking_calls_of_app, async_routes_await)
