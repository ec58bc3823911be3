"""Keeping what is secret out of everything we show: texts of ours that stood for secrets, and the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from conformance.app.exchange import Caller

_CANARY = re.compile(r"(Pw0-)?conformance-canary-[0-9a-f]{12}")
_SHORT = 8  # characters below which a value is a word that may stand anywhere
STARS = "***"
_PUBLIC = ("accept", "accept-encoding", "accept-language", "content-type", "host", "origin", "user-agent")


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return a text with all secrets in it, and all canaries of ours, replaced by stars."""
    for secret in secrets:
        text = text.replace(secret, STARS)
    return _CANARY.sub(STARS, text)


def secrets_of(headers: Iterable[tuple[str, str]], callers: Iterable[Caller], password: str) -> list[str]:
    """Return what the user gave us to be let in with, the longest first, also the parts that stand alone."""
    values = [password, *_values(headers)]
    for caller in callers:
        values += [*caller.cookies.values(), *_values(caller.headers.items())]
    values += [value.split(" ", 1)[1] for value in values if " " in value]
    return sorted({value for value in values if len(value) >= _SHORT}, key=len, reverse=True)


def _values(headers: Iterable[tuple[str, str]]) -> list[str]:
    return [value for name, value in headers if name.lower() not in _PUBLIC]
