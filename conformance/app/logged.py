"""What an app logs or prints while it serves a request, and what of it is written where: values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conformance.finding import Place


@dataclass(frozen=True)
class Written:
    """A text as it was written, with all that filters, formatters and processors made of it, and where to.

    `added` is the user's line that gave the handler that wrote it to a logger, where that is known.
    """

    text: str
    sink: str
    added: Place | None = None


@dataclass(eq=False)
class Logged:
    """Something the app logged or printed while it served a request, with the exception it named.

    `by` is the library it was logged with, or "print"; `at` the user's line that did; `direct` says that no library
    did so on its behalf. It is `handled` when the app says what is to become of it, and then `written` is all that
    became of it, unless it was `queued` for others to write. `fields` are what was added to the record; `stamp` is
    what copies of it share.
    """

    text: str
    level: str
    error: BaseException | None = None
    at: Place | None = None
    by: str = "logging"
    logger: str = ""
    direct: bool = True
    handled: bool = False
    queued: bool = False
    written: list[Written] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    stamp: Any = None

    @property
    def lines(self) -> list[str]:
        """The texts that whoever reads the logs finds."""
        if self.handled:
            return [one.text for one in self.written]
        return [f"{self.text}\n{self.error}" if self.error is not None else self.text]
