"""Evidence of failures that are kept: a request made to fail fills a cache, and the next, healthy one finds that.

What fails is what stands for an origin that is down: the endpoint, the database, or what a `try` of the app is around
where it catches anything, refused connections or time-outs. An error that says that something does not exist is not
raised: to keep that is as good as to keep what does. What is kept for shorter than a good answer is kept on purpose.
"""

from __future__ import annotations

import ast
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Any, Generic, TypeVar

from conformance.app.code import UserCode
from conformance.app.commands import Fill, fills
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.protected import Handler, function_of, handlers
from conformance.check import evidence
from conformance.evidence.cache.caching import Caching, Observing, finds
from conformance.evidence.cache.flaws import Flaw
from conformance.evidence.cache.keys import Noisy, Round, misled, proved
from conformance.evidence.errors.broken import resolved
from conformance.evidence.provoked import canary
from conformance.faults.endpoint import Before, Injected
from conformance.faults.inside import RaiseInside, Recorded
from conformance.faults.outage import DatabaseOutage
from conformance.finding import NotExercised, Place

T = TypeVar("T")

_HANDLERS = 16
_BRIEF = 0.5  # of the life of a good answer, at most, is what a failure is kept for on purpose


@dataclass(frozen=True)
class Way:
    """A way to fail: how it is told, what makes it, whether it came to that, and the line that makes a value of it."""

    how: str
    make: Callable[[], Any]
    struck: Callable[[Any, Exchange], bool]
    at: Place | None = None


@evidence
def kept_failures(caching: Caching, observing: Observing, operation: Operation, code: UserCode) -> list[Flaw]:
    """The failures that an operation keeps as if they were answers, each seen several times."""
    caching.require()
    return of_failures(_InRedis(caching, observing), operation, code)


def of_failures(failing: Failing[T], operation: Operation, code: UserCode) -> list[Flaw]:
    """Return the failures that are kept; raise NotExercised where nothing could be made to fail."""
    found: dict[Place | None, Flaw] = {}
    try:
        for way in failing.ways(code):
            for fill in failing.kept(way):
                at = way.at or failing.at(fill)
                found.setdefault(at, _flaw(operation, failing.name(fill), way, at))
    finally:
        failing.clear()
    if not failing.struck:
        raise NotExercised("could not be made to fail")
    return list(found.values())


def _flaw(operation: Operation, key: str, way: Way, at: Place | None) -> Flaw:
    message = f"{operation} keeps {key} in its cache when {way.how}, and answers that once all is well again"
    return Flaw(operation, message, at, f"key: {key}, kept as long as a good answer")


class Failing(ABC, Generic[T]):
    """Lets what fills a cache fail once, and looks what is answered then; `struck` says that something failed."""

    def __init__(self, noisy: Noisy) -> None:
        self._noisy = noisy
        self.struck = False

    @abstractmethod
    def clear(self) -> None:
        """Remove what is kept."""

    @abstractmethod
    def send(self, fault: object = None) -> Exchange:
        """Send the request that fills the cache."""

    @abstractmethod
    def lines(self) -> list[Place]:
        """Return the lines that ask the cache, and fill it."""

    @abstractmethod
    def filled(self, failed: Exchange) -> list[T]:
        """Return what the last request, which failed, has kept as long as what is good."""

    @abstractmethod
    def found(self, healed: Exchange, kept: list[T]) -> list[T]:
        """Return what of that the last request, a healthy one, has found."""

    @abstractmethod
    def at(self, fill: T) -> Place | None:
        """Return the line that keeps something."""

    @abstractmethod
    def name(self, fill: T) -> str:
        """Return what is shown of a key."""

    def ways(self, code: UserCode) -> Iterator[Way]:
        recorder = Recorded(code.owns)
        self.clear()
        cold = self.send(recorder)
        yield Way("its endpoint fails", lambda: Before(lambda: Injected(canary())), _is_in)
        if "database" in cold.touched:
            yield Way("its database is gone", lambda: DatabaseOutage(canary()), _did_strike)
        clauses = [(code, one) for code in recorder.functions for one in handlers(code)]
        for function, handler in [one for one in clauses if not self._is_around_cache(*one)][:_HANDLERS]:
            scope = recorder.functions[function]
            error = _failure(handler, scope) if _asks(function, handler, scope) else None
            if error is not None:
                yield _inside(function, handler, error)

    def _is_around_cache(self, function: CodeType, handler: Handler) -> bool:
        """Return whether a clause is for what goes wrong with the cache: what fails there does not fill it."""
        lines = [place.line for place in self.lines() if place.path == function.co_filename]
        return any(handler.first <= line <= handler.last for line in lines)

    def kept(self, way: Way) -> list[T]:
        """Return what a failure filled that a healthy request is answered from, and would not be otherwise."""
        return proved(self._noisy, lambda: self._round(way))

    def _round(self, way: Way) -> Round[T] | None:
        """Let a request fail and send a healthy one; None where that finds nothing the first has left."""
        self.clear()
        fault = way.make()
        failed = self.send(fault)
        struck = way.struck(fault, failed)
        self.struck |= struck
        kept = self.filled(failed)
        if not struck or not kept:
            return None
        healed = self.send()
        found = self.found(healed, kept)
        self.clear()
        own = self.send()
        return Round(found, (own,), misled(failed, healed, own)) if found and own.ok else None


class _InRedis(Failing[Fill]):
    """Lets fail what fills a cache in Redis."""

    def __init__(self, caching: Caching, observing: Observing) -> None:
        super().__init__(caching)
        self._caching, self._observing = caching, observing
        self._entries = [one.entry for one in caching.entries]

    def clear(self) -> None:
        self._observing.remove(self._entries)

    def send(self, fault: object = None) -> Exchange:
        return self._observing.send(fault)

    def lines(self) -> list[Place]:
        commands = [command for one in self._caching.entries for command in (one.fill.read, one.fill.write)]
        return [place for one in commands for place in one.by]

    def filled(self, failed: Exchange) -> list[Fill]:
        return [one for one in fills(failed.commands) if one.entry in self._entries and not self._is_brief(one)]

    def found(self, healed: Exchange, kept: list[Fill]) -> list[Fill]:
        return [one for one in kept if finds(healed, one.entry)]

    def at(self, fill: Fill) -> Place | None:
        return self._caching.at(fill.write)

    def name(self, fill: Fill) -> str:
        return self._caching.name(fill.entry)

    def _is_brief(self, fill: Fill) -> bool:
        left, usual = self._observing.seconds(fill.entry), self._caching.lives[fill.entry]
        return left is not None and (usual is None or left < usual * _BRIEF)


def _inside(function: CodeType, handler: Handler, error: Callable[[], BaseException]) -> Way:
    how = f"{type(error()).__name__} is raised in {function.co_name}"
    at = Place(function.co_filename, handler.line)
    return Way(how, lambda: RaiseInside(function, handler.body, error()), _did_strike, at)


def _is_in(fault: Any, exchange: Exchange) -> bool:
    return fault.error in exchange.errors


def _did_strike(fault: Any, exchange: Exchange) -> bool:
    return bool(fault.struck)


# Failures of what is asked, none of which says that it does not exist: by module, class and further arguments.
_FAILURES: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
    ("builtins", "ConnectionRefusedError", ()),
    ("builtins", "TimeoutError", ()),
    ("builtins", "RuntimeError", ()),
    ("sqlalchemy.exc", "OperationalError", ({}, Exception())),
    ("httpx", "ConnectError", ()),
    ("requests", "ConnectionError", ()),
    ("aiohttp", "ClientConnectionError", ()),
)


# What only computes: it fails for what it is given, and not because something is down.
_COMPUTING = frozenset(
    ["builtins", "ast", "base64", "datetime", "decimal", "enum", "ipaddress", "json", "math", "re", "uuid"]
)


def _asks(function: CodeType, handler: Handler, scope: dict[str, Any]) -> bool:
    """Return whether what a clause is around calls something that may be down."""
    nodes = ast.walk(function_of(function) or ast.Module([], []))
    calls = [one for one in nodes if isinstance(one, ast.Call) and handler.first <= one.lineno <= handler.last]
    return any(_module_of(resolved(ast.unparse(one.func), scope)) not in _COMPUTING for one in calls)


def _module_of(function: Any) -> str:
    module = getattr(function, "__module__", None) or getattr(getattr(function, "__self__", None), "__module__", None)
    return str(module).partition(".")[0]


def _failure(handler: Handler, scope: dict[str, Any]) -> Callable[[], BaseException] | None:
    """Return what makes an error of an origin that is down which a clause catches, None where it catches none."""
    if handler.broad:
        return lambda: Injected(canary())
    caught = tuple(one for name in handler.names if isinstance(one := resolved(name, scope), type))
    for module, name, more in _FAILURES:
        cls = getattr(sys.modules.get(module), name, None)
        if cls is not None and issubclass(cls, caught):
            return lambda cls=cls, more=more: cls(canary(), *more)  # type: ignore[misc]
    return None


EVIDENCE = (kept_failures,)
