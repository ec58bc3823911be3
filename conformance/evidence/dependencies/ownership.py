"""Evidence of whose sessions are: used by several requests or tasks at once, or after they were closed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.protected import parsed
from conformance.check import evidence
from conformance.evidence.dependencies.reach import roots
from conformance.evidence.patience import wait_while
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.faults.late import Late
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.observe import state
from conformance.observe.assignments import Assignment, all_assignments
from conformance.observe.sessions import Shared, Use, UsedLate, Worked
from conformance.rig import Rig

_SECONDS = 0.02  # how much later a database answers: long enough for what runs beside to come in between
_TOGETHER = 3
_TIMES = 2
_GRACE = 1.0  # seconds that tasks of a request may go on after it


@dataclass(frozen=True)
class Sharing:
    """A session that two users had at once; `at` is the line that let them."""

    at: Place | None
    said: str
    provoked: Provoked


@evidence
def sharings(
    driver: Driver, operation: Operation, sample: Valid, rig: Rig, code: UserCode, target: Target
) -> list[Sharing]:
    """The sessions that requests, or tasks of one request, have at the same time, seen each of several times."""
    if not _is_driven(sample):
        raise NotExercised(sample.problem)
    if not sample.exchange.sessions:
        raise NotApplicable("uses no session, and no connection of SQLAlchemy, asyncpg or psycopg")
    blame = _Blame(rig, code, target)
    rounds: list[dict[Place | None, Sharing]] = []
    for _ in range(_TIMES):
        exchanges = _sent(driver, operation)
        rounds.append({one.at: one for one in _shared(exchanges, operation, blame)})
        if not rounds[-1]:
            _require(exchanges)
            return []
    return [one for at, one in rounds[-1].items() if all(at in each for each in rounds)]


def _require(exchanges: list[Exchange]) -> None:
    """Raise NotExercised where nothing was found because no request did what the first one had done."""
    if not any(one.sessions for one in exchanges):
        raise NotExercised("it did not use its session again")


def _is_driven(sample: Valid) -> bool:
    """Return whether there is something to be judged: what crashes may do so because its session is shared."""
    exchange = sample.exchange
    return exchange.ok or (bool(exchange.sessions) and exchange.reached == "endpoint" and not exchange.failure)


def _sent(driver: Driver, operation: Operation) -> list[Exchange]:
    """Send requests one after another, and at the same time, each with a database that answers a little later."""
    one_by_one = [_once(driver, operation) for _ in range(_TIMES)]
    requests = [driver.fresh(operation).request() for _ in range(_TOGETHER)]
    together = driver.send_together(requests, operation, faults=[Late(_SECONDS) for _ in requests])
    return [one for one in (*one_by_one, *together) if not one.failure]


def _once(driver: Driver, operation: Operation) -> Exchange:
    return driver.send(driver.fresh(operation).request(), operation, fault=Late(_SECONDS))


def _shared(exchanges: list[Exchange], operation: Operation, blame: _Blame) -> Iterator[Sharing]:
    for exchange in exchanges:
        for worked in exchange.sessions:
            for one in _telling(worked.shared, exchange):
                how = "requests are sent, one by one and at the same time"
                provoked = Provoked(how, one.whose, exchange, operation, fault=exchange.fault)
                yield Sharing(blame.of(worked, one) or operation.at, _said(worked, one), provoked)


def _telling(shared: list[Shared], exchange: Exchange) -> Iterator[Shared]:
    """Yield what tells: what is shared between tasks, where a request that was given up did not end in disorder."""
    others = [one for one in shared if one.whose == "request"]
    yield from others[:1]
    tasks = [one for one in shared if one.whose == "task"]
    if not others and not exchange.left:
        yield from tasks[:1]


def _said(worked: Worked, one: Shared) -> str:
    uses = f"{_shown(one.first)} and {_shown(one.second)}"
    if one.whose == "request":
        return f"two requests use one {worked.what} at once, or in one transaction: {uses}"
    return f"two tasks or threads of one request use one {worked.what} at once: {uses}"


def _shown(use: Use) -> str:
    return f"{use.name}() {_where(use.at)}" if use.at is not None else f"{use.name}()"


def _where(at: Place) -> str:
    return f"in {Path(at.path).name}:{at.line}"


class _Blame:
    """Finds the line that lets a session be shared: where it is made, kept, or handed to another task."""

    def __init__(self, rig: Rig, code: UserCode, target: Target) -> None:
        self._rig, self._code, self._target = rig, code, target

    def of(self, worked: Worked, one: Shared) -> Place | None:
        if one.whose == "task":
            return _forked(one)
        scope = worked.scope()
        if scope is not None:
            return self._kept(lambda value: value is scope, True) or worked.made or one.second.at
        session = worked.session()
        if session is None or (worked.made is not None and not worked.own):
            return worked.made or one.second.at
        kept = self._kept(lambda value: value is session or _is_around(value, session), not worked.own)
        return kept or worked.made or one.second.at

    def _kept(self, wanted: Callable[[Any], bool], at_import: bool) -> Place | None:
        """Return the assignment to what keeps an object: at import that of the global, later the innermost."""
        modules = state.user_modules(self._code.owns)
        found = state.leading_to(modules, roots(self._target, self._rig), wanted)
        if found is None:
            return None
        path, file = found
        if at_import:
            return _bound(modules, path, file)
        files = {module.__file__: vars(module) for module in modules if module.__file__}
        return _assigned(list(all_assignments(files)), path, files)


_AROUND = ("sync_session", "sync_connection", "_con")


def _is_around(value: Any, inner: Any) -> bool:
    """Return whether an object stands for a session or a connection: an asynchronous one, one of a pool."""
    return any(_stored(value, name) is inner for name in _AROUND)


def _stored(value: Any, name: str) -> Any:
    try:
        return object.__getattribute__(value, name)
    except Exception:  # there is none, or it is a property that fails
        return None


def _forked(one: Shared) -> Place | None:
    """Return the line that started the task that is not the request's own, else the first of the lines of use."""
    first, second = one.first, one.second
    if second.started is not None and (second.direct or not first.direct):
        return second.started
    # Which of the two comes first is chance.
    return first.started or min((at for at in (first.at, second.at) if at is not None), default=None)


def _bound(modules: list[ModuleType], path: tuple[str, ...], file: str) -> Place | None:
    """Return the line of a module that binds the global a path begins with: others may have imported it from there."""
    value = next((vars(one).get(path[0]) for one in modules if path and one.__file__ == file), None)
    if isinstance(value, type):
        modules = [one for one in modules if one.__name__ == value.__module__]
        return next((_binding(one, path[1:2], value.__name__) for one in modules), None)
    if value is None:
        return None
    names = ((one, name) for one in modules for name, other in list(vars(one).items()) if other is value)
    return next((at for one, name in names if (at := _binding(one, (name,))) is not None), None)


def _binding(module: ModuleType, names: tuple[str, ...], within: str = "") -> Place | None:
    """Return the line that binds a name, at the top of a module or of a class in it."""
    body = parsed(module.__file__ or "").body
    if within:
        body = [inner for node in body if isinstance(node, ast.ClassDef) and node.name == within for inner in node.body]
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(one, ast.Name) and one.id in names for one in targets):
            return Place(module.__file__ or "", node.lineno)
    return None


def _assigned(
    found: list[Assignment], path: tuple[str, ...], globals_of: Mapping[str, Mapping[str, Any]]
) -> Place | None:
    """Return the assignment to the innermost of the names that lead to an object."""
    for end in range(len(path), 0, -1):
        for one in found:
            whole = one.names[0] in globals_of[one.at.path]  # not an argument, nor `self`
            wanted = path[end - len(one.names) : end] if whole else path[end - 1 : end]
            if wanted == (one.names if whole else one.names[-1:]) and not (one.making or one.empty or one.entry):
                return one.at
    return None


@evidence
def spread_sharings(across: Across) -> Spread:
    """The lines that let sessions be shared in several operations."""
    return Spread.of(across, "sharings")


# What is used after it was closed


@dataclass(frozen=True)
class Outlived:
    """Something used after it was closed, by what goes on after the endpoint; `at` is None where no line is known."""

    late: UsedLate
    at: Place | None
    operation: Operation
    provoked: Provoked


@evidence
def outlived(driver: Driver, operation: Operation, sample: Valid) -> list[Outlived]:
    """What background tasks and streamed bodies use although it was closed, each of several times."""
    if not sample.exchange.ok:
        raise NotExercised(sample.problem)
    if not _goes_on(sample.exchange):
        raise NotApplicable("nothing of it goes on after its endpoint")
    rounds = []
    for _ in range(_TIMES):
        exchange = driver.send(driver.fresh(operation).request(), operation)
        if not exchange.ok:
            raise NotExercised(f"it did not do its work again: {exchange}")
        wait_while(partial(_is_running, exchange), _GRACE)
        rounds.append({(one.at, one.what): one for one in _late(exchange)})
    provoked = Provoked("the endpoint has returned", "late", exchange, operation)
    found = [one for key, one in rounds[-1].items() if all(key in each for each in rounds)]
    return [Outlived(one, one.at or one.closed, operation, provoked) for one in found]


def _goes_on(exchange: Exchange) -> bool:
    tasks = [one for one in exchange.started if one.kind == "task" and one.by]
    return bool(exchange.background or exchange.streams or tasks or list(_late(exchange)))


def _is_running(exchange: Exchange) -> bool:
    return any(one.kind == "task" and one.alive for one in exchange.started)


def _late(exchange: Exchange) -> Iterable[UsedLate]:
    reopened = [worked.reopened for worked in exchange.sessions if worked.reopened is not None]
    # What still runs may yet close what it has opened.
    return [*([] if _is_running(exchange) else reopened), *exchange.used_late]


@evidence
def spread_outlived(across: Across) -> Spread:
    """The lines that use what was closed, for several operations."""
    pairs = ((operation, one.at) for operation, ones in across("outlived") for one in ones)
    return Spread((operation, at) for operation, at in pairs if at is not None)


EVIDENCE = (sharings, spread_sharings, outlived, spread_outlived)
