"""What the error answers of an app look like, and which look it has on the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from conformance.app.exchange import Exchange
from conformance.check import evidence
from conformance.evidence.errors.unrouted import Unrouted
from conformance.evidence.provoked import Provoked
from conformance.gathering import Across

PROBLEM = "application/problem+json"
# Members that say nothing about what went wrong, so that sharing them makes no shape.
_ASIDE = frozenset(
    [
        "status",
        "status_code",
        "statuscode",
        "code",
        "success",
        "ok",
        "timestamp",
        "time",
        "date",
        "path",
        "instance",
        "method",
        "url",
        "request_id",
        "requestid",
        "trace_id",
        "traceid",
        "correlation_id",
        "correlationid",
        "version",
    ]
)


@dataclass(frozen=True)
class Shape:
    """The look of an error answer: its media type, and for a JSON object its members by kind of value."""

    media_type: str
    members: tuple[tuple[str, str], ...] | None

    def __str__(self) -> str:
        if self.members is None:
            return self.media_type or "no media type"
        return f"{self.media_type} {{{', '.join(name for name, _ in self.members)}}}"

    @property
    def telling(self) -> dict[str, str]:
        """The members that say what went wrong."""
        return {name: kind for name, kind in self.members or () if name.lower() not in _ASIDE}

    @property
    def is_oauth(self) -> bool:
        """Whether this is how OAuth 2 tells its errors, in every house (RFC 6749, section 5.2)."""
        names = {name for name, _ in self.members or ()}
        return {"error", "error_description"} <= names <= {"error", "error_description", "error_uri", "state"}

    def agrees(self, other: Shape) -> bool:
        """Return whether a client that reads one reads the other: same media type, and a telling member in common."""
        if self.media_type != other.media_type or self.members is None or other.members is None:
            return self == other
        if self.media_type == PROBLEM:
            return True
        shared = self.telling.keys() & other.telling.keys()
        return any(_alike(name, self.telling[name], other.telling[name]) for name in shared)


def _alike(name: str, one: str, other: str) -> bool:
    # FastAPI itself puts a text, a list or an object under "detail".
    return name == "detail" or (one == "object") == (other == "object") or "null" in (one, other)


def shape(exchange: Exchange) -> Shape:
    """Return the shape of an answer."""
    body = exchange.json()
    members = tuple((str(name), _kind(value)) for name, value in body.items()) if isinstance(body, dict) else None
    return Shape(exchange.media_type, members)


def _kind(value: Any) -> str:
    kinds = {dict: "object", list: "list", type(None): "null"}
    return kinds.get(type(value), "scalar")


@dataclass(frozen=True)
class ErrorAnswers:
    """All answers that refuse or fail, and the shape that most ways to fail share."""

    answers: tuple[Provoked, ...]
    house: Shape | None

    @cached_property
    def others(self) -> tuple[Provoked, ...]:
        """The answers that do not look like the rest."""
        house = self.house
        shapes = ((one, shape(one.exchange)) for one in self.answers)
        return tuple(one for one, look in shapes if house is not None and not (look.agrees(house) or look.is_oauth))


@evidence
def error_answers(across: Across, unrouted: Unrouted) -> ErrorAnswers:
    """Every way to fail that was provoked anywhere in the app, once each, with its answer."""
    found = [*unrouted.paths, *(one for one, _ in unrouted.methods)]
    found += [one for _, answers in across("failures") for one in answers]
    shown = tuple(one for one in found if _is_error(one.exchange))
    return ErrorAnswers(shown, _house(shown))


def _is_error(exchange: Exchange) -> bool:
    status = exchange.status or 0
    return status >= 400 and exchange.complete and exchange.request.method != "HEAD"


def _house(answers: Iterable[Provoked]) -> Shape | None:
    """Return the shape that most statuses agree with; a JSON one where there is any."""
    statuses: dict[int, Counter[Shape]] = {}
    for one in answers:
        statuses.setdefault(one.exchange.status or 0, Counter())[shape(one.exchange)] += 1
    common = [counts.most_common(1)[0][0] for _, counts in sorted(statuses.items())]
    candidates = [one for one in common if one.members is not None] or common
    if not candidates:
        return None
    return max(dict.fromkeys(candidates), key=lambda one: sum(one.agrees(other) for other in common))


EVIDENCE = (error_answers,)
