"""What is wrong with what an app logs, at one line of it: the value that evidence about logs is made of."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from conformance.app.causes import related
from conformance.app.driver import Valid
from conformance.app.exchange import Exchange
from conformance.app.logged import Logged
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.provoked import Provoked
from conformance.finding import NotExercised, Place
from conformance.gathering import Across

TRACEBACK = "Traceback (most recent call last)"  # how one begins
_SHOWN = 300  # characters of a line that are shown


@dataclass(frozen=True)
class LogFlaw:
    """Something wrong with what an operation logs: in words, the line at fault, and the line of the log.

    `advice` says that it is a nuisance and no more.
    """

    message: str
    at: Place | None
    seen: str
    operation: Operation
    advice: bool = False


def first_of_each(flaws: Iterable[LogFlaw]) -> list[LogFlaw]:
    """Return the first flaw at each line of code."""
    found: dict[Place | None, LogFlaw] = {}
    for one in flaws:
        found.setdefault(one.at, one)
    return list(found.values())


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return a line of a log as it may be shown, around the first secret in it, without the secrets."""
    for one in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(one, "***")
    text = text.strip()
    start = max(0, text.find("***") - _SHOWN // 2)
    return f"{'...' if start else ''}{text[start : start + _SHOWN]}"


def concerns(one: Logged, error: BaseException, mark: str) -> bool:
    """Return whether something logged is about an error: it holds it, what it became, or the text of it."""
    return led_to(one.error, error) or bool(mark and (mark in one.text or any(mark in line for line in one.lines)))


def led_to(error: BaseException | None, first: BaseException) -> bool:
    """Return whether an error is, came of, or holds another one."""
    return any(one is first for one in related(error))


def has_traceback(one: Logged) -> bool:
    """Return whether something logged says where an error came from, in whatever form; what is sent on is trusted."""
    if any(TRACEBACK in line for line in (one.text, *one.lines)):
        return True
    if one.error is None or not one.handled or one.queued or not one.written:
        return one.error is not None
    return any(_shows_frame(line, one.error, one.at) for line in one.lines)


def _shows_frame(text: str, error: BaseException, said_at: Place | None) -> bool:
    """Return whether a text names a line that an error came through, other than the one that logs it."""
    causes = [error, error.__cause__, error.__context__]
    frames = [found for one in causes if one is not None for found in traceback.walk_tb(one.__traceback__)]
    passed = {(frame.f_code.co_filename, line) for frame, line in frames}
    passed -= {(said_at.path, said_at.line)} if said_at is not None else set()
    return any(Path(file).name in text and re.search(rf"\b{line}\b", text) for file, line in passed)


def is_seen(one: Logged) -> bool:
    """Return whether something logged gets anywhere: no handler of the app left it out."""
    return not one.handled or one.queued or bool(one.written)


@evidence
def said(across: Across, operation: Operation, sample: Valid) -> list[Provoked]:
    """The requests the operation was sent anyway, valid ones and those that fail, with what it logged meanwhile."""
    tried = [Provoked("a valid request is sent", "valid", one, operation) for one in across.at("attempts", operation)]
    if not tried and sample.exchange.status is None:
        raise NotExercised(sample.problem or "it was sent nothing")
    return [
        *(tried or [Provoked("a valid request is sent", "valid", sample.exchange, operation)]),
        *_failed(across, operation),
    ]


def _failed(across: Across, operation: Operation) -> Iterator[Provoked]:
    for name in ("failures", "outages", "broken_background"):
        yield from across.at(name, operation)


def logs_of(exchange: Exchange) -> list[Logged]:
    """Return what was logged and gets anywhere, in order."""
    return [one for one in list(exchange.logs) if is_seen(one)]


EVIDENCE = (said,)
