"""Evidence of SQL that is put together from what the caller sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from conformance.app.acceptance import accepts
from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence.planting import each, named, planted, spots, word
from conformance.evidence.security.breaches import Breach
from conformance.faults.eavesdrop import Eavesdropped
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.observe.sql import asked_at

_SHOWN = 200


@evidence
def injections(driver: Driver, sampled: bool, operation: Operation, sample: Valid, code: UserCode) -> list[Breach]:
    """Where the text of a SQL statement holds what the caller sent, just as it was sent."""
    if driver.is_shared(operation):
        raise NotExercised("changes what this run did not create: it is sent nothing but what is there")
    if not spots(driver, operation):
        raise NotApplicable("takes no text")
    listening = _Listening(driver, operation, code)
    found = list(listening.found())
    if not found and sample.problem:
        raise NotExercised(sample.problem)
    if not listening.heard:
        raise NotApplicable("sends no SQL")
    return found


@dataclass
class _Listening:
    """Sends one operation words, and listens for them in its SQL."""

    driver: Driver
    operation: Operation
    code: UserCode
    heard: int = 0

    def found(self) -> Iterator[Breach]:
        """Yield each line that executes a statement with what was sent in it; a word nominates, quotes convict."""
        lines: set[Place | None] = set()
        for changed, spot, mark in each(self.driver, self.operation, _words):
            for _, at in self._hear(changed, mark):
                if at not in lines:
                    lines.add(at)
                    yield from self._convicted(partial(planted, self.operation, changed, spot), named(spot))
        mark = word()
        named_so = self._with_member(mark)
        if named_so is not None and {at for _, at in self._hear(named_so, mark)} - lines:
            yield from self._convicted(self._with_member, "the name of a member of its body")

    def _with_member(self, name: str) -> Recipe | None:
        """Return a request whose body has one more member, which has a value like the others, None where none may."""
        made = self.driver.full(self.operation)[0]
        if not isinstance(made.body, dict) or not made.body:
            return None
        changed = made.having("body", {**made.body, name: next(iter(made.body.values()))})
        return None if accepts(self.operation, changed) else changed

    def _convicted(self, planting: Callable[[str], Recipe | None], what: str) -> Iterator[Breach]:
        """Yield where both kinds of quotes go into the statement as they are: what is escaped has them doubled."""
        mark = f"{word()}'\"x"
        changed = planting(mark)
        for statement, at in (self._hear(changed, mark) if changed is not None else [])[:1]:
            message = f"{self.operation} puts {what} into the text of a SQL statement"
            repeat = changed.request().curl() if changed is not None else ""
            yield Breach(self.operation, message, at or self.operation.at, " ".join(statement.split())[:_SHOWN], repeat)

    def _hear(self, made: Recipe, mark: str) -> list[tuple[str, Place | None]]:
        fault = Eavesdropped(mark, lambda: asked_at(self.code))
        self.driver.send(self.driver.renewed(made.request()), self.operation, fault=fault)
        self.heard += fault.count
        return fault.found


def _words(mark: str) -> tuple[str, ...]:
    return mark, f"{mark}@example.com", f"{mark.capitalize()}-7", mark[:6]


EVIDENCE = (injections,)
