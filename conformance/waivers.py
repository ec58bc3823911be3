"""Waivers: agreed exceptions, each for one check at one exact operation, or at the app."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from conformance.check import Check
from conformance.mistakes import shown, unknown
from conformance.tables import Table

APP = "app"
SubjectsOf = Callable[[Check], Collection[str]]


@dataclass(frozen=True)
class Waiver:
    """An agreed exception; without `operation` it is about what is judged once for the app.

    `at` names its place in the configuration, such as "waivers[0]".
    """

    check: str
    operation: str | None
    reason: str
    until: date | None = None
    at: str = field(default="waivers", compare=False)

    @property
    def subject(self) -> str:
        return self.operation or APP

    def __str__(self) -> str:
        return f"{self.check} at {self.subject}"


def waiver(row: Table) -> Waiver:
    """Read one waiver; what it lacks is noted as a mistake and left empty."""
    row.only("check", "operation", "reason", "until")
    operation = row.text("operation")
    return Waiver(
        check=row.required("check", "name the check it waives"),
        operation=None if operation == APP else operation,
        reason=row.required("reason", "say why it was agreed"),
        until=_until(row),
        at=row.name,
    )


def _until(row: Table) -> date | None:
    value = row.values.get("until")
    if value is None or type(value) is date:
        return value
    row.note("until", f"{shown(value)} is not a date; write it without quotes or time: until = 2027-01-31")
    return None


def mistakes(
    waivers: Sequence[Waiver],
    checks: Mapping[str, Check],
    operations: Collection[str],
    today: date,
    subjects_of: SubjectsOf,
) -> Iterator[str]:
    """Yield what is wrong with the waivers of an app that has these checks and operations."""
    for each in waivers:
        yield from _unknown_check(each, checks)
        yield from _unknown_operation(each, operations)
        if each.check in checks and (each.operation is None or each.operation in operations):
            yield from _wrong_subject(each, subjects_of(checks[each.check]))
        yield from _expired(each, today)
    yield from _duplicates(waivers)


def _unknown_check(waiver: Waiver, checks: Collection[str]) -> Iterator[str]:
    if "*" in waiver.check:
        yield f"{waiver.at}.check: {waiver.check!r} is a pattern; write one waiver for each check"
    elif waiver.check and waiver.check not in checks:
        yield f"{waiver.at}.check: {unknown(waiver.check, 'check', checks)}"


def _unknown_operation(waiver: Waiver, operations: Collection[str]) -> Iterator[str]:
    if waiver.operation is None or waiver.operation in operations:
        return
    if "*" in waiver.operation:
        yield f"{waiver.at}.operation: {waiver.operation!r} is a pattern; write one waiver for each operation"
    else:
        yield f"{waiver.at}.operation: {unknown(waiver.operation, 'operation', operations)}"


def _wrong_subject(waiver: Waiver, subjects: Collection[str]) -> Iterator[str]:
    if waiver.subject in subjects:
        return
    if not subjects:
        yield f"{waiver.at}: {waiver.check} judges nothing in this app; remove the waiver"
    elif waiver.operation is None:
        yield f'{waiver.at}: {waiver.check} is judged for each operation; add operation = "{min(subjects)}" or another'
    elif set(subjects) == {APP}:
        yield f"{waiver.at}.operation: {waiver.check} is judged once for the app; leave operation out"
    else:
        yield f"{waiver.at}.operation: {waiver.check} does not judge {waiver.operation!r}; remove the waiver"


def _expired(waiver: Waiver, today: date) -> Iterator[str]:
    if waiver.until is not None and waiver.until < today:
        yield f"{waiver.at}.until: {waiver.until} has passed; mend {waiver}, or agree on a new date"


def _duplicates(waivers: Sequence[Waiver]) -> Iterator[str]:
    first: dict[tuple[str, str], Waiver] = {}
    for each in filter(lambda waiver: waiver.check, waivers):
        known = first.setdefault((each.check, each.subject), each)
        if known is not each:
            yield f"{each.at}: {each} is waived already by {known.at}; remove one"
