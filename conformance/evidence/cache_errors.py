"""Evidence of failures that are kept: a request made to fail fills a cache, and the next, healthy one finds that.

What fails is what stands for an origin that is down: the endpoint, the database, or what a `try` of the app is around
where it catches anything, refused connections or time-outs. An error that says that something does not exist is not
raised: to keep that is as good as to keep what does. What is kept for shorter than a good answer is kept on purpose.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.commands import Fill, fills
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.protected import Handler, function_of, handlers
from conformance.check import evidence
from conformance.evidence.broken import resolved
from conformance.evidence.cache_flaws import Flaw
from conformance.evidence.cache_keys import Round, misled, proved
from conformance.evidence.caching import Caching, Observing, finds
from conformance.evidence.provoked import canary
from conformance.faults.endpoint import Before, Injected
from conformance.faults.inside import RaiseInside, Recorded
from conformance.faults.outage import DatabaseOutage
from conformance.finding import NotExercised, Place

_HANDLERS = 16
_BRIEF = 0.5  # of the life of a good answer, at most, is what a failure is kept for on purpose


@dataclass(frozen=True)
class _Way:
    """A way to fail: how it is told, what makes it, whether it came to that, and the line that makes a value of it."""

    how: str
    make: Callable[[], Any]
    struck: Callable[[Any, Exchange], bool]
    at: Place | None = None


@evidence
def kept_failures(caching: Caching, observing: Observing, operation: Operation, code: UserCode) -> list[Flaw]:
    """The failures that an operation keeps as if they were answers, each seen several times."""
    caching.require()
    failing = _Failing(caching, observing)
    found: dict[Place | None, Flaw] = {}
    try:
        for way in failing.ways(code):
            for fill in failing.kept(way):
                at = way.at or caching.at(fill.write)
                found.setdefault(at, _flaw(caching, fill, way, at))
    finally:
        failing.clear()
    if not failing.struck:
        raise NotExercised("could not be made to fail")
    return list(found.values())


def _flaw(caching: Caching, fill: Fill, way: _Way, at: Place | None) -> Flaw:
    key = caching.name(fill.entry)
    message = f"{caching.operation} keeps {key} in its cache when {way.how}, and answers that once all is well again"
    return Flaw(caching.operation, message, at, f"key: {key}, kept as long as a good answer")


class _Failing:
    """Lets what fills a cache fail once, and looks what is answered then; `struck` says that something failed."""

    def __init__(self, caching: Caching, observing: Observing) -> None:
        self._caching, self._observing = caching, observing
        self._entries = [one.entry for one in caching.entries]
        self.struck = False

    def clear(self) -> None:
        self._observing.remove(self._entries)

    def ways(self, code: UserCode) -> Iterator[_Way]:
        recorder = Recorded(code.owns)
        self.clear()
        cold = self._observing.send(recorder)
        yield _Way("its endpoint fails", lambda: Before(lambda: Injected(canary())), _is_in)
        if "database" in cold.touched:
            yield _Way("its database is gone", lambda: DatabaseOutage(canary()), _did_strike)
        clauses = [(code, one) for code in recorder.functions for one in handlers(code)]
        for function, handler in [one for one in clauses if not self._is_around_cache(*one)][:_HANDLERS]:
            scope = recorder.functions[function]
            error = _failure(handler, scope) if _asks(function, handler, scope) else None
            if error is not None:
                yield _inside(function, handler, error)

    def _is_around_cache(self, function: CodeType, handler: Handler) -> bool:
        """Return whether a clause is for what goes wrong with the cache: what fails there does not fill it."""
        commands = [command for one in self._caching.entries for command in (one.fill.read, one.fill.write)]
        lines = [place.line for one in commands for place in one.by if place.path == function.co_filename]
        return any(handler.first <= line <= handler.last for line in lines)

    def kept(self, way: _Way) -> list[Fill]:
        """Return what a failure filled that a healthy request is answered from, and would not be otherwise."""
        return proved(self._caching, lambda: self._round(way))

    def _round(self, way: _Way) -> Round[Fill] | None:
        """Let a request fail and send a healthy one; None where that finds nothing the first has left."""
        self.clear()
        fault = way.make()
        failed = self._observing.send(fault)
        struck = way.struck(fault, failed)
        self.struck |= struck
        kept = [one for one in fills(failed.commands) if one.entry in self._entries and not self._is_brief(one)]
        if not struck or not kept:
            return None
        healed = self._observing.send()
        self.clear()
        own = self._observing.send()
        found = [one for one in kept if finds(healed, one.entry)]
        return Round(found, (own,), misled(failed, healed, own)) if found and own.ok else None

    def _is_brief(self, fill: Fill) -> bool:
        left, usual = self._observing.seconds(fill.entry), self._caching.lives[fill.entry]
        return left is not None and (usual is None or left < usual * _BRIEF)


def _inside(function: CodeType, handler: Handler, error: Callable[[], BaseException]) -> _Way:
    how = f"{type(error()).__name__} is raised in {function.co_name}"
    at = Place(function.co_filename, handler.line)
    return _Way(how, lambda: RaiseInside(function, handler.body, error()), _did_strike, at)


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
