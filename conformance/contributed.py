"""What the hooks of plugins and conftest.py files contribute, each mistake in it worded for whoever wrote the hook."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, TypeVar

import pytest

from conformance.app.exchange import Request
from conformance.app.loading import describe
from conformance.app.operations import Operation
from conformance.catalogue import catalogue
from conformance.check import Check, Evidence
from conformance.mistakes import ConfigError
from conformance.rig import Hooks

T = TypeVar("T")


def checks(config: pytest.Config) -> dict[str, Check]:
    """Return all checks by id. Raises ConfigError."""
    hook = config.hook.pytest_conformance_checks
    return _answered("pytest_conformance_checks", lambda: catalogue(hook(config=config)))


def evidence(config: pytest.Config, given: Collection[str]) -> list[Evidence]:
    """Return all evidence, beside that `given` from the start. Raises ConfigError."""
    hook = config.hook.pytest_conformance_evidence
    name = "pytest_conformance_evidence"
    found = _answered(name, lambda: [one for several in hook(config=config) for one in several])
    mistakes = [*_no_evidence(found), *_taken(found, given)]
    if mistakes:
        raise ConfigError(mistakes)
    return found


def _answered(name: str, ask: Callable[[], T]) -> T:
    try:
        return ask()
    except ConfigError:
        raise
    except Exception as error:
        raise ConfigError([f"{name} failed: {describe(error)}"]) from None


def _no_evidence(found: Iterable[object]) -> Iterator[str]:
    for one in found:
        if not isinstance(one, Evidence):
            yield f"{one!r} ({type(one).__name__}) is no evidence; make evidence with @evidence"


def _taken(found: Iterable[object], given: Collection[str]) -> Iterator[str]:
    homes = dict.fromkeys([*given, "operation"], "conformance")
    for one in found:
        if isinstance(one, Evidence):
            home = one.gather.__module__
            if one.name in homes:
                yield f"evidence {one.name!r} is given by {homes[one.name]} and by {home}; rename one"
            homes.setdefault(one.name, home)


def hooks(config: pytest.Config) -> Hooks:
    """Return what talks to the app, ready to be called."""
    return Hooks(
        callers=_implementations(config, "pytest_conformance_callers"),
        seed=_implementations(config, "pytest_conformance_seed"),
        change=lambda request, operation: _changed(config, request, operation),
    )


def _implementations(config: pytest.Config, name: str) -> tuple[Callable[[Any], Any], ...]:
    found = getattr(config.hook, name).get_hookimpls()
    return tuple(_bound(one.function, one.argnames, config) for one in found)


def _bound(function: Callable[..., Any], names: tuple[str, ...], config: pytest.Config) -> Callable[[Any], Any]:
    def taking(client: Any) -> dict[str, Any]:
        known = {"config": config, "client": client}
        return {name: known[name] for name in names}

    if inspect.iscoroutinefunction(function):

        async def asynchronous(client: Any) -> Any:
            return await function(**taking(client))

        return asynchronous
    return lambda client: function(**taking(client))


def _changed(config: pytest.Config, request: Request, operation: Operation | None) -> Request:
    changed = config.hook.pytest_conformance_request(config=config, request=request, operation=operation)
    if changed is None:
        return request
    if not isinstance(changed, Request):
        raise TypeError(f"pytest_conformance_request returned a {type(changed).__name__}, neither a Request nor None")
    return changed
