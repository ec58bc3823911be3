"""Keeping what is secret out of everything we show: texts of ours that stood for secrets, and the user's own."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from urllib.parse import quote

from conformance.app.exchange import Caller

_CANARY = re.compile(r"(Pw0-)?conformance-canary-[0-9a-f]{1,12}")
_PART = 6  # characters with which a word begins like a secret by more than chance
_SHORT = 8  # characters below which a value is a word that may stand anywhere
STARS = "***"
_PUBLIC = ("accept", "accept-encoding", "accept-language", "content-type", "host", "origin", "user-agent")


def masked(text: str, secrets: Iterable[str]) -> str:
    """Return a text with stars for all secrets in it and all canaries of ours, also for those that were cut short."""
    for secret in secrets:
        least = max(_PART, secret.find(" ") + 2)
        for one in dict.fromkeys((secret, quote(secret, safe=""), json.dumps(secret)[1:-1])):
            text = text.replace(one, STARS)
            if least < len(one) and one[:least] in text:
                text = _begun(one, least).sub(STARS, text)
    return _CANARY.sub(STARS, text)


def _begun(secret: str, least: int) -> re.Pattern[str]:
    """Return what finds the beginning of a secret, so long at least, where a text, or what is quoted in it, ends.

    A first word alone (`Bearer`) is nobody's secret.
    """
    begins = "|".join(re.escape(secret[:length]) for length in range(len(secret) - 1, least - 1, -1))
    return re.compile(rf"(?:{begins})(?=['\"]?(?:\.\.\.)?$)", re.MULTILINE)


def secrets_of(headers: Iterable[tuple[str, str]], callers: Iterable[Caller], password: str) -> list[str]:
    """Return what the user gave us to be let in with, the longest first, also the parts that stand alone."""
    values = [password, *_values(headers)]
    for caller in callers:
        values += [*caller.cookies.values(), *_values(caller.headers.items())]
    values += [value.split(" ", 1)[1] for value in values if " " in value]
    values += [part for value in values for part in _decoded(value)]
    return sorted({value for value in values if len(value) >= _SHORT}, key=len, reverse=True)


def _decoded(value: str) -> list[str]:
    """Return the password that basic credentials hold, nothing for anything else."""
    try:
        name, colon, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except ValueError:
        return []
    return [f"{name}:{password}", password] if colon else []


def _values(headers: Iterable[tuple[str, str]]) -> list[str]:
    return [value for name, value in headers if name.lower() not in _PUBLIC]
