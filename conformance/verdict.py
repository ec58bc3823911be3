"""The verdict on one item, as plain data that crosses process borders: what every report is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Outcome = Literal["conforms", "fails", "waived", "not-applicable", "not-exercised", "error"]
OUTCOMES: tuple[Outcome, ...] = ("conforms", "fails", "waived", "not-applicable", "not-exercised", "error")


@dataclass(frozen=True)
class Seen:
    """A finding as it is reported; `path` is relative to the rootdir where it lies below it."""

    message: str
    path: str | None = None
    line: int | None = None
    seen: str = ""
    repeat: str = ""
    operations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What one check says of one operation, or of the app (`subject` is then "app")."""

    node: str
    check: str
    area: str
    level: str
    subject: str
    verdict: Outcome
    reason: str = ""
    seconds: float = 0.0
    statement: str = ""
    findings: tuple[Seen, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Verdict:
        findings = tuple(Seen(**{**f, "operations": tuple(f["operations"])}) for f in data["findings"])
        return cls(**{**data, "findings": findings})


@dataclass(frozen=True)
class OperationRecord:
    """How driving one operation went; `status` is the last status its valid request was answered with."""

    id: str
    exercised: bool
    status: int | None = None
    reason: str = ""
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True)
class Run:
    """Everything a report needs to know about one finished run."""

    target: str
    seconds: float
    environment: Mapping[str, str]
    operations: tuple[OperationRecord, ...]
    verdicts: tuple[Verdict, ...]
    strict: bool = False

    def totals(self) -> dict[str, int]:
        """Count verdicts by outcome, with should-level failures under "advice" unless the run is strict."""
        counts = dict.fromkeys([*OUTCOMES, "advice"], 0)
        for verdict in self.verdicts:
            counts[self.column(verdict)] += 1
        return counts

    def column(self, verdict: Verdict) -> str:
        """Return the column of the table in which a verdict is counted."""
        advice = verdict.verdict == "fails" and verdict.level == "should" and not self.strict
        return "advice" if advice else verdict.verdict


def merge(records: Iterable[OperationRecord]) -> tuple[OperationRecord, ...]:
    """Join what several workers saw of the operations: exercised by one is exercised."""
    merged: dict[str, OperationRecord] = {}
    for record in records:
        known = merged.get(record.id)
        if (
            known is None
            or (record.exercised and not known.exercised)
            or (not known.exercised and record.reason and not known.reason)
        ):
            merged[record.id] = record
    return tuple(merged[id] for id in sorted(merged))
