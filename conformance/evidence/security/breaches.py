"""What lets somebody do what they must not, as evidence holds it, and whether an answer let its caller in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.finding import Place

_FAILING = frozenset({"error", "errors", "exception"})


@dataclass(frozen=True)
class Breach:
    """Something an operation lets happen, the line that lets it, what was seen, and how to see it again.

    `through` is a function that the operation goes through on the way, and others may too.
    """

    operation: Operation
    message: str
    at: Place | None
    seen: str = ""
    repeat: str = ""
    through: Place | None = None


def lets_in(exchange: Exchange, valid: Exchange | None = None) -> bool:
    """Return whether a caller got what the operation has to give: a success, and no error inside it.

    `valid` is the answer to a request that was welcome: what is answered in another form is something else.
    """
    if exchange.failure or exchange.status is None or not 200 <= exchange.status < 300:
        return False
    said, due = exchange.json(), valid.json() if valid is not None and valid.ok else None
    if isinstance(due, dict):
        return isinstance(said, dict) and said.keys() == due.keys()
    return not _says_failed(said)


def _says_failed(said: Any) -> bool:
    if not isinstance(said, dict):
        return False
    return bool(_FAILING & said.keys()) or said.get("success") is False or said.get("ok") is False


def refuses(exchange: Exchange) -> bool:
    """Return whether an answer turns its caller away: 401, 403, or to a page to log in at."""
    return exchange.status in (401, 403, 302, 303, 307)
