"""One cause, one entry: findings of one check at one place belong together, however many items met them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conformance.verdict import Seen, Verdict

Found = tuple[Verdict, Seen]


@dataclass(frozen=True)
class Cause:
    """One check at one place, with the items (`nodes`) and operations in which it was found."""

    check: str
    path: str | None
    line: int | None
    messages: tuple[str, ...]
    nodes: tuple[str, ...]
    operations: tuple[str, ...]


def causes(verdicts: Iterable[Verdict]) -> list[Cause]:
    """Group the findings of `verdicts`, the cause that concerns most operations first."""
    groups: dict[tuple[object, ...], list[Found]] = {}
    for verdict in sorted(verdicts, key=lambda verdict: verdict.node):
        for seen in verdict.findings or (Seen(verdict.reason),):
            groups.setdefault(_where(verdict, seen), []).append((verdict, seen))
    return sorted(map(_cause, groups.values()), key=_rank)


def place(path: str | None, line: int | None) -> str:
    """Return `file:line` as editors and terminals open it, or nothing when the place is not known."""
    return f"{path}:{line}" if path and line else path or ""


def _where(verdict: Verdict, seen: Seen) -> tuple[object, ...]:
    """Return what two findings of one cause share: without a place, only the message tells causes apart."""
    return (verdict.check, seen.path, seen.line, None if seen.path else seen.message)


def _cause(group: Sequence[Found]) -> Cause:
    verdict, seen = group[0]
    return Cause(
        check=verdict.check,
        path=seen.path,
        line=seen.line,
        messages=tuple(dict.fromkeys(seen.message for _, seen in group)),
        nodes=tuple(dict.fromkeys(verdict.node for verdict, _ in group)),
        operations=tuple(dict.fromkeys(operation for found in group for operation in _operations(*found))),
    )


def _operations(verdict: Verdict, seen: Seen) -> tuple[str, ...]:
    alone = () if verdict.subject == "app" else (verdict.subject,)
    return seen.operations or alone


def _rank(cause: Cause) -> tuple[int, str, str, int, tuple[str, ...]]:
    return (-len(cause.operations), cause.check, cause.path or "", cause.line or 0, cause.messages)
