"""Evidence of SQL that is put together from what the caller sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.operations import Operation
from conformance.app.parameters import Spot
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence.breaches import Breach
from conformance.evidence.planting import each, named, planted, spots, word
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
    if not listening.heard and sample.problem:
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
                    yield from self._convicted(changed, spot)

    def _convicted(self, made: Recipe, spot: Spot) -> Iterator[Breach]:
        """Yield where both kinds of quotes go into the statement as they are: what is escaped has them doubled."""
        mark = f"{word()}'\"x"
        changed = planted(self.operation, made, spot, mark)
        for statement, at in (self._hear(changed, mark) if changed is not None else [])[:1]:
            message = f"{self.operation} puts {named(spot)} into the text of a SQL statement"
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
