"""Evidence of what requests keep where no request has a place of its own: thread-locals, and defaults they share."""

from __future__ import annotations

import ast
import contextvars
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.protected import parsed
from conformance.check import evidence
from conformance.evidence import marks
from conformance.evidence.provoked import Provoked
from conformance.finding import NotExercised, Place
from conformance.gathering import Across
from conformance.observe.state import user_modules
from conformance.observe.thread_locals import Kept
from conformance.rig import Rig

_AGAIN = 2  # times each operation is sent once more
_SHOWN = 20_000
_COUNT = 100  # up to here an int counts or flags
_ID = re.compile(r"(^|_)(id|user|tenant|account|session|request|customer)(_?id)?$", re.I)


@dataclass(frozen=True)
class ThreadState:
    """State of requests kept in a place that several share: what is said of it, the line, an exchange that did."""

    said: str
    at: Place
    provoked: Provoked


@evidence
def thread_state(
    across: Across, rig: Rig, driver: Driver, code: UserCode, headers_read: tuple[str, ...]
) -> list[ThreadState]:
    """State of requests in a `threading.local`, or in the mutable default of a context variable."""
    modules = user_modules(code.owns)
    defaults = dict(_defaults(modules))
    operations = [operation for operation, _ in across("valid")]
    if not operations:
        raise NotExercised("no operation did its work")
    last = None
    for operation in operations:
        for number in range(_AGAIN if defaults or rig.thread_locals.kept else 0):
            level = marks.CAREFUL[0] if driver.is_shared(operation) else "identity"
            made = marks.marked(operation, driver.fresh(operation), level, number, headers_read)
            last = driver.send(made.request(), operation)
    found = [*_kept_by_requests(rig.thread_locals.kept)]
    if not found and _unseen(modules):
        raise NotExercised("its threading.local was made before the run began, where it cannot be watched")
    if last is not None:
        provoked = Provoked("requests are served", "default", last)
        found += [ThreadState(_filled(name), at, provoked) for name, at in _changed(modules, defaults)]
    return found


def _kept_by_requests(kept: list[Kept]) -> Iterator[ThreadState]:
    """Yield the attributes that several exchanges set anew in one thread, first lines first."""
    exchanges: dict[tuple[int, str, threading.Thread], dict[int, Kept]] = {}
    for one in kept:
        exchanges.setdefault((one.owner, one.name, one.thread), {}).setdefault(id(one.exchange), one)
    seen: set[Place] = set()
    for (_, name, _), by in exchanges.items():
        first = next((one for one in by.values() if _tells(one)), None)
        if len(by) > 1 and first is not None and first.at not in seen:
            seen.add(first.at)
            provoked = Provoked("requests are served", "kept", first.exchange)
            yield ThreadState(f"every request keeps {name!r} in a threading.local", first.at, provoked)


def _tells(one: Kept) -> bool:
    """Return whether a value tells of its request: flags and counters do not."""
    if one.value is None or isinstance(one.value, bool):
        return False
    return not (isinstance(one.value, int) and abs(one.value) < _COUNT and not _ID.search(one.name))


def _unseen(modules: list[ModuleType]) -> bool:
    """Return whether a module holds a `threading.local` that notes nothing."""
    noting = threading.local
    plain = noting.__mro__[1]
    found = [value for module in modules for value in list(vars(module).values())]
    return plain is not object and any(isinstance(one, plain) and not isinstance(one, noting) for one in found)


def _filled(variable: ContextVar[Any]) -> str:
    return f"requests change the default of the context variable {variable.name!r}, which is one object for all"


def _defaults(modules: list[ModuleType]) -> Iterator[tuple[ContextVar[Any], str]]:
    """Yield the context variables of the user's whose default can be changed, each with what it is now."""
    names = {module.__name__ for module in modules}
    for variable in _variables(modules):
        try:
            default = contextvars.Context().run(variable.get)
        except LookupError:
            continue
        if isinstance(default, list | dict | set | bytearray) or type(default).__module__ in names:
            yield variable, _shown(default)


def _changed(modules: list[ModuleType], before: dict[ContextVar[Any], str]) -> Iterator[tuple[ContextVar[Any], Place]]:
    for variable, now in _defaults(modules):
        at = _made_at(variable, modules)
        if before.get(variable, now) != now and at is not None:
            yield variable, at


def _shown(value: Any, depth: int = 3) -> str:
    """Return what a value holds, as text, without running code of its class."""
    if isinstance(value, dict) and depth:
        return repr([(repr(key), _shown(item, depth - 1)) for key, item in list(value.items())])[:_SHOWN]
    if isinstance(value, list | tuple | set) and depth:
        return repr(Counter(_shown(item, depth - 1) for item in list(value)))[:_SHOWN]
    if isinstance(value, str | bytes | bytearray | int | float):
        return repr(value)[:_SHOWN]
    return _shown(getattr(value, "__dict__", {}), depth - 1) if depth else ""


def _variables(modules: list[ModuleType]) -> Iterator[ContextVar[Any]]:
    seen: set[int] = set()
    for module in modules:
        held = list(vars(module).values())
        held += [
            item
            for one in held
            if isinstance(one, type) and one.__module__ == module.__name__
            for item in vars(one).values()
        ]
        for value in held:
            if isinstance(value, ContextVar) and id(value) not in seen:
                seen.add(id(value))
                yield value


def _made_at(variable: ContextVar[Any], modules: list[ModuleType]) -> Place | None:
    """Return the line that makes a context variable: the call with its name."""
    for module in modules:
        for node in ast.walk(parsed(module.__file__ or "")):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func).rpartition(".")[2].partition("[")[0]
                if called == "ContextVar" and node.args[0].value == variable.name:
                    return Place(module.__file__ or "", node.lineno)
    return None


EVIDENCE = (thread_state,)
