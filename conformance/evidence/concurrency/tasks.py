"""Evidence of what requests start and leave behind: tasks nobody keeps, tasks and threads that pile up, loops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from conformance.app import drops
from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.seams import NoFault
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import sweep
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.endings import ends_soon, has_an_end
from conformance.observe.holders import unheld
from conformance.observe.tasks import Started

_TIMES = 2


class Looking(NoFault):
    """Looks which of the tasks that were started for an exchange nothing keeps: once its answer is complete."""

    def __init__(self) -> None:
        self.lost: list[Started] = []
        self.kept: list[Started] = []

    def completed(self, frame: FrameType | None) -> None:
        exchange = EXCHANGE.get()
        if exchange is not None:
            asyncio.get_running_loop().call_soon(self.look, exchange)

    def look(self, exchange: Exchange) -> None:
        """Look now; to be called by the loop."""
        waiting = {one.ref: one for one in exchange.started if one.by and one.kind == "task" and one.alive}
        lost = {waiting[reference] for reference in unheld(waiting)}
        self.lost += [one for one in lost if one not in self.lost]
        self.kept += [one for one in waiting.values() if one not in lost and one not in self.kept]


@dataclass(frozen=True)
class Again:
    """A valid request sent again, after what is done once was done; each time it was looked what it left."""

    exchanges: list[Exchange]
    looks: list[Looking]


@evidence
def again(driver: Driver, operation: Operation, sample: Valid, service: Service) -> Again:
    """The valid request, sent again and again."""
    if not (sample.exchange.ok or sample.exchange.errors):
        raise NotExercised(sample.problem)
    looks = [Looking() for _ in range(_TIMES)]
    exchanges = [driver.send(driver.fresh(operation).request(), operation, fault=look) for look in looks]
    for exchange, look in zip(exchanges, looks, strict=True):
        if any(one.kind == "task" and one.alive for one in exchange.started):
            service.run(_looking(look, exchange))
    return Again(exchanges, looks)


def _looking(look: Looking, exchange: Exchange) -> Callable[[], Any]:
    async def run() -> None:
        asyncio.get_running_loop().call_soon(look.look, exchange)
        await asyncio.sleep(0)

    return run


# What becomes of tasks


@dataclass
class Loss:
    """A line of the user's that loses the tasks it makes: with which operations, and what was seen of it."""

    message: str
    operations: list[str] = field(default_factory=list)
    seen: str = ""


def note(lines: dict[Place, Loss], at: Place, operation: Operation, message: str, seen: str) -> None:
    """Note that something is lost at a line, and with which operation."""
    loss = lines.setdefault(at, Loss(message, seen=seen))
    loss.operations += [operation.id] if operation.id not in loss.operations else []


def of_one(lines: Mapping[Any, Loss], operation: str) -> list[tuple[Any, Loss]]:
    """Return the lines at which something is lost with one operation only."""
    return [(place, loss) for place, loss in lines.items() if loss.operations == [operation]]


def of_many(lines: Mapping[Any, Loss]) -> list[tuple[Any, Loss]]:
    """Return the lines at which something is lost with several operations."""
    return [(place, loss) for place, loss in lines.items() if len(loss.operations) > 1]


@dataclass(frozen=True)
class Losses:
    """The lines that lose tasks, by place; `starting` are the operations that start any, `anywhere` if any code."""

    lines: dict[Place, Loss]
    starting: frozenset[str]
    anywhere: bool

    def of_app(self) -> Iterator[tuple[Place, Loss]]:
        """Yield the lines that lose tasks of several operations, or of none that was seen."""
        return ((place, loss) for place, loss in self.lines.items() if len(loss.operations) != 1)


@evidence
def lost_tasks(across: Across, driver: Driver, target: Target, code: UserCode) -> Losses:
    """The lines that make tasks and do not see to it that something keeps them."""
    lines: dict[Place, Loss] = {}
    starting, kept = set(), set()
    for operation, sent in across("again"):
        exchanges = [*driver.attempts(operation), *sent.exchanges]
        tasks = [one for exchange in exchanges for one in exchange.started if one.kind == "task" and one.by]
        starting |= {operation.id for _ in tasks}
        kept |= {one.fate()[1] for look in sent.looks for one in look.kept}
        for one, message in [*_dropped(tasks), *_unheld(sent.looks)]:
            place = one.fate()[1]
            if place is not None:
                note(lines, place, operation, message, f"the task of {one.name}, started by {operation.id}")
    modules = drops.modules(_names(target, driver), code.owns)
    for place in (place for module in modules for place in drops.dropped(module)):
        lines.setdefault(place, Loss("the task made here is dropped: only the event loop knows it, and weakly"))
    sound = {place: loss for place, loss in lines.items() if place not in kept}
    return Losses(sound, frozenset(starting), any(drops.starts_tasks(module) for module in modules))


def _dropped(tasks: Iterable[Started]) -> Iterator[tuple[Started, str]]:
    for one in tasks:
        if one.fate()[0] == "dropped":
            yield one, f"the task of {one.name} is dropped: only the event loop knows it, and weakly"


def _unheld(looks: list[Looking]) -> Iterator[tuple[Started, str]]:
    """Yield the tasks of lines whose tasks were lost each time."""
    each = [{one.fate()[1] for one in look.lost} for look in looks]
    always = set.intersection(*each) if each else set()
    for one in looks[0].lost:
        if one.fate()[1] in always:
            yield one, f"nothing keeps the task of {one.name} while it goes on after the answer"


def _names(target: Target, driver: Driver) -> list[str]:
    """Return the modules the app starts from: its own, and those of its endpoints."""
    endpoints = [getattr(operation.endpoint, "__module__", "") for operation in driver.operations.values()]
    return [target.spec.partition(":")[0], *dict.fromkeys(endpoints)]


# Nested loops


@evidence
def nested_loops(across: Across) -> dict[Place | None, Loss]:
    """The lines on which an event loop is started while serving, every time."""
    lines: dict[Place | None, Loss] = {}
    for operation, sent in across("again"):
        each = [{one.at: one for one in exchange.started if one.kind == "loop"} for exchange in sent.exchanges]
        for at in each[0].keys() & each[-1].keys():
            loss = lines.setdefault(at, Loss(f"{each[0][at].name} runs an event loop for one request"))
            loss.operations.append(operation.id)
    return lines


# What stays behind


_GRACE = 0.6  # seconds that what a request started may go on after it
_LONGER = 2.5
_SOON = 30.0  # seconds a timer may still run on


@dataclass(frozen=True)
class Strays:
    """The lines that leave something behind with every request; `apart` are the operations that were left midway."""

    lines: dict[Place, Loss]
    apart: frozenset[str]


@evidence
def strays(across: Across, service: Service) -> Strays:
    """The lines that start what stays for every request, or whose failures nobody hears of."""
    sent = [(operation, again.exchanges) for operation, again in across("again")]
    apart = frozenset(o.id for o, exchanges in sent if any(one.left or one.failure for one in exchanges))
    sent = [(operation, exchanges) for operation, exchanges in sent if operation.id not in apart]
    wait_while(lambda: any(_growing(exchanges) for _, exchanges in sent), _GRACE)
    wait_while(lambda: any(_lasting(exchanges) for _, exchanges in sent), _LONGER)
    if any(exchange.started for _, exchanges in sent for exchange in exchanges):
        service.run(sweep)
    lines: dict[Place, Loss] = {}
    for operation, exchanges in sent:
        for one, message in [*_left(exchanges), *_unheard(exchanges)]:
            if one.at is not None:
                note(lines, one.at, operation, message, f"after {_TIMES} requests to {operation.id}")
    return Strays(lines, apart)


Sent = list[tuple[Operation, list[Exchange]]]


def _growing(exchanges: list[Exchange]) -> list[Started]:
    """Return what is left of the first of some exchanges where each of them left something from the same line."""
    left = [[one for one in exchange.started if _outlives(one)] for exchange in exchanges]
    lines = set.intersection(*({(one.kind, one.at) for one in each} for each in left)) if left else set()
    found = [one for one in left[0] if (one.kind, one.at) in lines] if left else []
    return [one for one in found if one.pool() is None or not _is_shared(one, left[1:])]


def _outlives(one: Started) -> bool:
    return one.kind in ("task", "thread") and one.at is not None and one.alive


def _is_shared(thread: Started, others: list[list[Started]]) -> bool:
    """Return whether a thread is one of an executor that later requests are served by too."""
    return any(one.pool() is thread.pool() for each in others for one in each if one.at == thread.at)


def _lasting(exchanges: list[Exchange]) -> list[Started]:
    return [one for one in _growing(exchanges) if not (ends_soon(one.ref(), _SOON) or _is_job(one))]


def _is_job(one: Started) -> bool:
    """Return whether something is a task with an end of its own: whoever keeps it may ask for it, or cancel it."""
    return one.kind == "task" and has_an_end(one.ref())


def _left(exchanges: list[Exchange]) -> Iterator[tuple[Started, str]]:
    for one in _lasting(exchanges):
        what = f"the task of {one.name}" if one.kind == "task" else f"a thread ({one.name})"
        yield one, f"every request leaves {what} behind, which goes on and on"


def _unheard(exchanges: list[Exchange]) -> Iterator[tuple[Started, str]]:
    """Yield the tasks that failed each time without anybody retrieving their exception."""
    failed = [{one.at: one for one in exchange.started if one.error is not None} for exchange in exchanges]
    for at, one in failed[0].items():
        if all(at in each for each in failed):
            yield one, f"the task of {one.name} fails, and nobody retrieves its {type(one.error).__name__}"


EVIDENCE = (again, lost_tasks, nested_loops, strays)
