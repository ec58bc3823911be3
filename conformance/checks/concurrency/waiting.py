"""Waiting: for peers that never answer, for other requests, and for a worker thread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.app.operations import Operation
from conformance.check import check
from conformance.evidence.concurrency.liveness import Probe, Probes
from conformance.evidence.concurrency.queueing import Queueing
from conformance.evidence.concurrency.waiting import Peers, Silence, Trial
from conformance.evidence.spread import Spread
from conformance.faults.redis import GIVEN_UP
from conformance.finding import Finding, NotApplicable, NotExercised, Place
from conformance.gathering import Across

# outbound-calls-time-out


@check("concurrency.outbound-calls-time-out")
def outbound_calls_time_out(
    peers: Peers, silence: Silence, operation: Operation, *, budget: float = 10.0
) -> Iterator[Finding]:
    """Every outbound call made while serving a request has a finite timeout.

    Why: a peer that accepts connections and says nothing takes the app with it, one worker and one caller at a time.
    Do: ``httpx.AsyncClient(timeout=5)``, ``requests.get(url, timeout=5)``, ``async with asyncio.timeout(5):``
    Don't: ``httpx.AsyncClient(timeout=None)``, ``requests.get(url)``, ``await reader.read()``
    Read: https://www.python-httpx.org/advanced/timeouts/
    """
    trials = silence.within(budget)
    mine = [one for one in trials if one.operation is operation]
    if not mine and GIVEN_UP not in peers:
        raise NotExercised(f"did not ask {' or '.join(peers)} when nobody would have answered")
    shared = _shared(trials)
    yield from _hanging(one for one in mine if _place(one) not in shared)


@outbound_calls_time_out.of_app
def outbound_calls_time_out_of_app(across: Across, silence: Silence, *, budget: float = 10.0) -> Iterator[Finding]:
    trials = silence.within(budget)
    if not any(across("peers")):
        raise NotApplicable("nothing that was exercised talks to anybody over the network")
    shared = _shared(trials)
    yield from _hanging(one for one in trials if _place(one) in shared)


def _shared(trials: list[Trial]) -> Spread:
    """Return the lines at which more than one operation hangs: a cause of those is judged once, of the app."""
    return Spread((one.operation, _place(one)) for one in trials if one.hung)


def _place(trial: Trial) -> Place | None:
    return trial.at or trial.opened or trial.operation.at


def _hanging(trials: Iterable[Trial]) -> Iterator[Finding]:
    groups: dict[Place | None, list[Trial]] = {}
    for one in trials:
        if one.hung:
            groups.setdefault(_place(one), []).append(one)
    for at, group in groups.items():
        one = group[0]
        yield Finding(
            f"{one.operation} still waits after {one.waited:.0f} s for {one.peer}, which accepts and never answers",
            at,
            f"it went on once the connection was closed{', and held the event loop till then' * one.exchange.held}",
            operations=tuple(dict.fromkeys(other.operation.id for other in group)),
        )


# requests-run-in-parallel


@check("concurrency.requests-run-in-parallel")
def requests_run_in_parallel(queueing: Queueing, operation: Operation, spread_queues: Spread) -> Iterator[Finding]:
    """Requests to one operation that arrive at the same time are served at the same time.

    Why: what waits its turn behind a lock, a single connection or a held loop is as slow as all of them together.
    Do: await what is asynchronous, or use ``def``; a pool of several connections; a lock per key, around the change
    Don't: ``async with lock: return await fetch()``, ``ThreadPoolExecutor(max_workers=1)``, ``pool_size=1``
    Read: https://fastapi.tiangolo.com/async/
    """
    if queueing.at not in spread_queues:
        yield from _one_by_one([(operation, queueing)])


@requests_run_in_parallel.of_app
def requests_run_in_parallel_of_app(across: Across, spread_queues: Spread) -> Iterator[Finding]:
    found = list(across("queueing"))
    if not found:
        raise NotApplicable("no operation that was exercised waits for anything")
    yield from _one_by_one([one for one in found if one[1].at in spread_queues])


def _one_by_one(found: list[tuple[Operation, Queueing]]) -> Iterator[Finding]:
    groups: dict[Place, list[tuple[Operation, Queueing]]] = {}
    for pair in found:
        place = pair[1].at
        if place is not None:
            groups.setdefault(place, []).append(pair)
    for at, group in groups.items():
        operation, one = group[0]
        yield Finding(
            f"{one.number} requests to {operation} at the same time are served one after another",
            at,
            f"one waits for {one.alone * 1000:.0f} ms, {one.number} for {one.together * 1000:.0f} ms"
            f"{', holding the event loop' * one.held}",
            operations=tuple(operation.id for operation, _ in group),
        )


# liveness-survives-busy-threads


@check("concurrency.liveness-survives-busy-threads")
def liveness_survives_busy_threads(
    probes: Probes, *, milliseconds: int = 1000, paths: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """A liveness probe is answered while every worker thread is busy.

    Why: a probe that waits for a thread fails when the app is busiest, and the restart makes it busier still.
    Do: ``@app.get("/livez") async def live() -> Health``, without anything in it that waits
    Don't: ``@app.get("/health") def health()``, or a ``def`` dependency of an ``async def`` probe
    Read: https://www.starlette.io/threadpool/
    """
    named = probes.named(paths)
    if not named:
        raise NotApplicable("has no liveness probe: no GET /health, /livez, /ping or the like")
    groups: dict[Place | None, list[Probe]] = {}
    for one in probes.failing(named, milliseconds / 1000):
        groups.setdefault(one.at, []).append(one)
    for at, group in groups.items():
        what = f"answers {group[0].exchange.status}" if group[0].answered else f"waits for more than {milliseconds} ms"
        yield Finding(
            f"{group[0].operation} {what} while {group[0].busy} is in use",
            at,
            operations=tuple(one.operation.id for one in group),
        )


CHECKS = (outbound_calls_time_out_of_app, requests_run_in_parallel_of_app, liveness_survives_busy_threads)
