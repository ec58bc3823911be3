"""What the terminal shows: a block for one failing item, and the summary of a run.

Everything here is a pure function from verdicts to text; the plugin prints it through pytest's
TerminalWriter, which takes the markup of a line as its keyword arguments.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from conformance.report.cause import Cause, causes, place
from conformance.report.text import (
    GUTTER,
    WIDTH,
    command,
    counted,
    excerpt,
    indented,
    labelled,
    listing,
    printable,
    prose,
)
from conformance.verdict import Run, Seen, Verdict

Markup = dict[str, bool]
Line = tuple[str, Markup]

ADVICE = "Advice (fails the run only with --conformance-strict)"
FINDINGS = 5
EXAMPLES = 3
COLUMNS = {
    "conforms": ("", "conforms"),
    "fails": ("", "fails"),
    "advice": ("", "advice"),
    "waived": ("", "waived"),
    "not-applicable": ("not", "applicable"),
    "not-exercised": ("not", "exercised"),
    "error": ("", "error"),
}
AREA_WIDTH = WIDTH - sum(len(heading) + 2 for _, heading in COLUMNS.values())

PLAIN: Markup = {}
BOLD: Markup = {"bold": True}
RED: Markup = {"red": True}
YELLOW: Markup = {"yellow": True}
GREEN: Markup = {"green": True}


def failure(verdict: Verdict, target: str) -> str:
    """Return the block that explains why one item does not conform."""
    blocks = [*map(_finding, verdict.findings[:FINDINGS])]
    hidden = len(verdict.findings) - len(blocks)
    if hidden:
        blocks.append([f"and {counted(hidden, 'more finding')}"])
    blocks.append(_what_next(verdict, target))
    return "\n\n".join("\n".join(block) for block in blocks)


def summary(run: Run, *, full: bool = False) -> Iterator[Line]:
    """Yield what is shown after all items: advice, what to fix, the table of areas, and the closing line.

    Of the advice of one check a few places are shown, all of them when `full`.
    """
    for section in (_all_advice if full else _some_advice, _fix_first, _table, _not_exercised, _waived):
        lines = list(section(run))
        if lines:
            yield from lines
            yield "", PLAIN
    yield quiet(run), _closing_markup(run)


def quiet(run: Run) -> str:
    """Return the closing line, which has every count."""
    counts = run.totals()
    exercised = sum(operation.exercised for operation in run.operations)
    said = (
        f"{counts['conforms']} {'conforms' if counts['conforms'] == 1 else 'conform'}",
        f"{counts['fails']} {'does' if counts['fails'] == 1 else 'do'} not",
        f"{counts['advice']} advice",
        f"{counts['waived']} waived",
        f"{counts['not-applicable']} not applicable",
        f"{counts['not-exercised']} not exercised",
        counted(counts["error"], "error"),
    )
    driven = f"{exercised} of {counted(len(run.operations), 'operation')} exercised"
    return f"{printable(run.target)}: {', '.join(said)}; {driven} in {run.seconds:.1f} s"


def _finding(seen: Seen) -> list[str]:
    width = WIDTH - GUTTER
    where = place(seen.path, seen.line)
    several = seen.operations if len(seen.operations) > 1 else ()
    return [
        *prose(seen.message),
        *labelled("  at", [printable(where)] if where else []),
        *labelled("  seen", excerpt(seen.seen, width)),
        *labelled("  in", listing(several, width, EXAMPLES)),
        *labelled("  repeat", [command(seen.repeat)] if seen.repeat else []),
    ]


def _what_next(verdict: Verdict, target: str) -> list[str]:
    width = WIDTH - GUTTER
    again = f"pytest --conformance={shlex.quote(target)} {_quoted(verdict.node)}"
    return [
        *labelled("reason", prose(verdict.reason, width)),
        *labelled("expected", prose(verdict.statement, width)),
        *labelled("again", [command(again)]),
        *labelled("explain", [f"pytest --conformance-explain={verdict.check}"]),
    ]


def _quoted(node: str) -> str:
    """Quote a node id always: most have a space, and one that has none should look the same."""
    return "'" + node.replace("'", "'\"'\"'") + "'"


def _all_advice(run: Run) -> Iterator[Line]:
    return _section(ADVICE, map(_entry, _advised(run)), YELLOW)


def _some_advice(run: Run) -> Iterator[Line]:
    by_check: dict[str, list[Cause]] = {}
    for cause in _advised(run):
        by_check.setdefault(cause.check, []).append(cause)
    return _section(ADVICE, (entry for found in by_check.values() for entry in _first_places(found)), YELLOW)


def _advised(run: Run) -> list[Cause]:
    return causes(verdict for verdict in run.verdicts if run.column(verdict) == "advice")


def _first_places(found: list[Cause]) -> Iterator[list[str]]:
    yield from map(_entry, found[:EXAMPLES])
    hidden = len(found) - EXAMPLES
    if hidden > 0:
        yield [f"{found[0].check}: {counted(hidden, 'more place')}, shown with -v"]


def _fix_first(run: Run) -> Iterator[Line]:
    found = causes(verdict for verdict in run.verdicts if run.column(verdict) == "fails")
    shared = (cause for cause in found if len(cause.nodes) > 1)
    return _section("What to fix first (one cause, several failures)", map(_entry, shared), RED)


def _entry(cause: Cause) -> list[str]:
    number, where = len(cause.operations), place(cause.path, cause.line)
    others = len(cause.messages) - 1
    said = prose(cause.messages[0], WIDTH - 4)
    return [
        f"{cause.check}  x {number} operations" if number > 1 else cause.check,
        *indented([printable(where)] if where else [], 2),
        *indented([*said, f"and {counted(others, 'more message')}"] if others else said, 2),
        *indented(listing(cause.operations, WIDTH - 4, EXAMPLES), 2),
    ]


def _not_exercised(run: Run) -> Iterator[Line]:
    missed = sorted(operation.id for operation in run.operations if not operation.exercised)
    reasons = {operation.id: operation.reason for operation in run.operations}
    title = f"Not exercised ({len(missed)} of {counted(len(run.operations), 'operation')})"
    return _section(title, _by_reason((reasons[id], id) for id in missed), BOLD)


def _waived(run: Run) -> Iterator[Line]:
    waived = sorted((v.check, v.subject, v.reason) for v in run.verdicts if v.verdict == "waived")
    entries = _by_reason(((reason, f"{check} {subject}") for check, subject, reason in waived), EXAMPLES)
    return _section("Waived", entries, BOLD)


def _by_reason(reasoned: Iterable[tuple[str, str]], limit: int | None = None) -> Iterator[list[str]]:
    """Yield an entry for each reason: the reason, then the names it holds for."""
    groups: dict[str, list[str]] = {}
    for reason, name in reasoned:
        groups.setdefault(reason, []).append(name)
    for reason, names in groups.items():
        said = prose(reason or "No reason is known.", WIDTH - 2)
        yield [*said, *indented(listing(names, WIDTH - 4, limit), 2)]


def _section(title: str, entries: Iterable[list[str]], markup: Markup) -> Iterator[Line]:
    """Yield a title and the entries below it, or nothing when there are none."""
    for number, entry in enumerate(entries):
        if not number:
            yield title, BOLD | markup
        yield from ((line, PLAIN) for line in indented(entry, 2))


def _table(run: Run) -> Iterator[Line]:
    areas: dict[str, Counter[str]] = {}
    for verdict in run.verdicts:
        areas.setdefault(verdict.area, Counter())[run.column(verdict)] += 1
    if not areas:
        return
    width = min(AREA_WIDTH, max(len("area"), *map(len, areas)))
    yield _row("", (above for above, _ in COLUMNS.values()), width), BOLD
    yield _row("area", (heading for _, heading in COLUMNS.values()), width), BOLD
    for area, counts in sorted(areas.items()):
        numbers = _row("" if len(area) > width else area, (str(counts[key] or "-") for key in COLUMNS), width)
        yield from ((line, _area_markup(counts)) for line in ([area, numbers] if len(area) > width else [numbers]))


def _row(first: str, cells: Iterable[str], width: int) -> str:
    headings = (heading for _, heading in COLUMNS.values())
    aligned = (f"{cell:>{len(heading)}}" for cell, heading in zip(cells, headings, strict=True))
    return "  ".join([f"{first:<{width}}", *aligned]).rstrip()


def _area_markup(counts: Mapping[str, int]) -> Markup:
    if counts["fails"] or counts["error"]:
        return RED
    return YELLOW if counts["advice"] else PLAIN


def _closing_markup(run: Run) -> Markup:
    counts = run.totals()
    if counts["fails"] or counts["error"]:
        return BOLD | RED
    return BOLD | (YELLOW if counts["advice"] or not counts["conforms"] else GREEN)
