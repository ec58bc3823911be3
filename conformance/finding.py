"""What a check says about an app: findings with their place, or why it has nothing to say."""

from __future__ import annotations

from dataclasses import dataclass, field


class NotApplicable(Exception):
    """Raised with a reason when there is nothing of the kind a check judges."""


class NotExercised(Exception):
    """Raised with a reason when what a check judges could not be observed."""


@dataclass(frozen=True, order=True)
class Place:
    """A line of the user's code; `path` is absolute, `line` counts from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True)
class Finding:
    """One way in which the app does not conform.

    `message` is one sentence; `at` the line at fault; `seen` what was observed, as text; `repeat` a
    command line that shows it again; `operations` the ids it concerns, when it concerns several. `advice` says
    that it only advises, though its check is a must.
    """

    message: str
    at: Place | None = None
    seen: str = ""
    repeat: str = ""
    operations: tuple[str, ...] = field(default=())
    advice: bool = False
