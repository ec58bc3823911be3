"""Gathering evidence: each piece at most once for an operation, or once for the app."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager, ExitStack, suppress
from typing import Any

from conformance.app.operations import Operation
from conformance.check import Check, Evidence
from conformance.check import needs as needs_of
from conformance.finding import NotApplicable, NotExercised
from conformance.mistakes import ConfigError, unknown

Run = Callable[[Callable[[], Any]], Any]


class Across:
    """Evidence of operations for those that want more than one: what app-level checks iterate over."""

    def __init__(self, gatherer: Gatherer, operations: Iterable[Operation]) -> None:
        self._gatherer, self._operations = gatherer, tuple(operations)

    def __call__(self, name: str) -> Iterator[tuple[Operation, Any]]:
        """Yield each operation with its evidence `name`, without those it does not apply to or cannot be had for."""
        for operation in self._operations:
            try:
                yield operation, self._gatherer.get(name, operation)
            except (NotApplicable, NotExercised):
                continue

    def gather(self, names: Iterable[str]) -> None:
        """Gather those of some evidence that the selected checks ask for; what goes wrong is theirs to be told."""
        for name in filter(self._gatherer.wanted.__contains__, names):
            per_operation = self._gatherer.asks_for_operation([name])
            for operation in self._operations if per_operation else (None,):
                with suppress(Exception):
                    self._gatherer.get(name, operation)

    def either(self, names: Iterable[str], operation: Operation) -> list[Any]:
        """Return what several lists of evidence hold for an operation.

        Raises what gathering one raised where none holds anything: NotExercised first, NotApplicable where all did.
        """
        found: list[Any] = []
        problems: list[NotApplicable | NotExercised] = []
        asked = tuple(names)
        for name in asked:
            try:
                found += self._gatherer.get(name, operation)
            except (NotApplicable, NotExercised) as problem:
                problems.append(problem)
        unclear = [one for one in problems if isinstance(one, NotExercised)]
        if not found and (unclear or len(problems) == len(asked)):
            raise unclear[0] if unclear else NotApplicable(", and ".join(dict.fromkeys(map(str, problems))))
        return found

    def at(self, name: str, operation: Operation) -> list[Any]:
        """Return what evidence `name`, a list or one thing, holds for an operation; empty where it does not apply."""
        try:
            found = self._gatherer.get(name, operation)
        except (NotApplicable, NotExercised):
            return []
        return list(found) if isinstance(found, list) else [found]


class Gatherer:
    """Gives checks the evidence they name. `given` is evidence that is there from the start."""

    def __init__(
        self, evidence: Iterable[Evidence], given: Mapping[str, Any], operations: Iterable[Operation], run: Run
    ) -> None:
        self._evidence = {one.name: one for one in evidence}
        self._given = {**given, "across": Across(self, operations)}
        self._memo: dict[tuple[str, str], Any] = {}
        self._of_operation: dict[str, bool] = {}
        self.wanted: frozenset[str] = frozenset()
        self._stack = ExitStack()
        self._run = run

    def want(self, checks: Iterable[Check]) -> None:
        """Be told which checks were selected: what they ask for is `wanted`."""
        functions = [function for check in checks for function in (check.function, check.app_function) if function]
        self.wanted = frozenset(name for function in functions for name in needs_of(function))

    def asks_for_operation(self, names: Iterable[str]) -> bool:
        """Return whether any of the named evidence is about one operation."""
        return any(map(self._is_of_operation, names))

    def _is_of_operation(self, name: str) -> bool:
        if name not in self._of_operation:
            needs = self._evidence[name].needs if name in self._evidence else ()
            self._of_operation[name] = name == "operation" or self.asks_for_operation(needs)
        return self._of_operation[name]

    def mistakes(self, checks: Iterable[Check]) -> Iterator[str]:
        """Yield a line for each piece of evidence that is asked for and not known, or that asks for itself."""
        names = [*self._evidence, *self._given, "operation"]
        for one in self._evidence.values():
            for need in one.needs:
                if need not in names:
                    yield f"evidence {one.name!r} asks for {unknown(need, 'evidence', names)}"
                elif self._leads_back(need, one.name, ()):
                    yield f"evidence {one.name!r} asks for itself, by way of {need!r}"
        for check in checks:
            for function in filter(None, (check.function, check.app_function)):
                for need in needs_of(function):
                    if need not in names:
                        yield f"check {check.id!r} asks for {unknown(need, 'evidence', names)}"

    def _leads_back(self, name: str, to: str, seen: tuple[str, ...]) -> bool:
        if name == to:
            return True
        inner = self._evidence[name].needs if name in self._evidence and name not in seen else ()
        return any(self._leads_back(need, to, (*seen, name)) for need in inner)

    def get(self, name: str, operation: Operation | None) -> Any:
        """Return one piece of evidence; raise what gathering it raised, every time it is asked for."""
        if name == "operation":
            return operation
        if name in self._given:
            return self._given[name]
        subject = operation.id if operation is not None and self.asks_for_operation([name]) else ""
        if (name, subject) not in self._memo:
            self._memo[name, subject] = self._gathered(name, operation)
        kept = self._memo[name, subject]
        if isinstance(kept, _Raised):
            raise kept.error.with_traceback(kept.traceback)
        return kept

    def _gathered(self, name: str, operation: Operation | None) -> Any:
        one = self._evidence[name]
        try:
            needed = [self.get(need, operation) for need in one.needs]
            return self._entered(one.gather(*needed))
        except Exception as error:
            return _Raised(error)

    def _entered(self, value: Any) -> Any:
        if inspect.isawaitable(value):
            value = self._run(lambda: _awaited(value))
        if isinstance(value, AbstractContextManager):
            return self._stack.enter_context(value)
        if isinstance(value, AbstractAsyncContextManager):
            self._stack.callback(lambda: self._run(lambda: value.__aexit__(None, None, None)))
            return self._run(value.__aenter__)
        return value

    def close(self) -> None:
        """Leave every context manager that evidence returned, the last first."""
        self._stack.close()


async def _awaited(value: Any) -> Any:
    return await value


class _Raised:
    """What gathering raised instead of returning."""

    def __init__(self, error: Exception) -> None:
        self.error, self.traceback = error, error.__traceback__


def validated(gatherer: Gatherer, checks: Iterable[Check]) -> None:
    """Raise ConfigError naming everything checks and evidence ask for in vain."""
    mistakes = list(gatherer.mistakes(checks))
    if mistakes:
        raise ConfigError(mistakes)
