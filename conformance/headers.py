"""Headers and cookies as the user writes them; their values are not repeated in messages, for they may be secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from conformance.tables import Table

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2
UNFIT = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]|[^\x00-\xff]")  # RFC 9110, section 5.5


def pairs(table: Table, key: str) -> dict[str, str]:
    """Return the headers or cookies under `key`, noting those that cannot be sent."""
    inner = table.table(key)
    taken = {name: value for name in inner.values if (value := inner.string(name)) is not None}
    for name, value in taken.items():
        if mistake := _mistake(name, value):
            inner.note(name, mistake)
    return taken


def from_lines(lines: Iterable[str], option: str, mistakes: list[str]) -> dict[str, str]:
    """Return headers from lines such as "Name: value", noting those that are none."""
    headers = {}
    for line in lines:
        name, colon, value = (part.strip() for part in line.partition(":"))
        mistake = _mistake(name, value) if colon else "lacks its colon; write 'Name: value'"
        if mistake:
            mistakes.append(f"{option}: {name.split(' ')[0]!r} {mistake}")
        headers[name] = value
    return headers


def joined(below: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Return both, those of `above` in the place of those of the same name in any case."""
    names = {name.lower() for name in above}
    return {name: value for name, value in below.items() if name.lower() not in names} | dict(above)


def _mistake(name: str, value: str) -> str:
    if not TOKEN.fullmatch(name):
        return "is no name that can be sent; use letters, digits and hyphens"
    unfit = UNFIT.search(value)
    return f"holds {unfit.group()!r} in its value, which cannot be sent" if unfit else ""
