"""Which answers caches that many share may keep, and use without asking: RFC 9111, sections 3 to 5."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from conformance.app.exchange import Exchange


def shared_by(exchange: Exchange, credentials: Iterable[str]) -> str:
    """Return the directive that lets a shared cache answer others with this, "" where none does.

    `credentials` are the headers that say who calls: an answer that varies by one of them is for that caller.
    """
    said = directives(exchange)
    kept = not {"no-store", "private", "no-cache"} & said.keys()
    return _allowing(exchange, said) if kept and not _varies(exchange, credentials) else ""


def directives(exchange: Exchange) -> Mapping[str, str]:
    """Return the directives of all Cache-Control headers of an answer, in lower case, with their values."""
    lines = [value for name, value in exchange.headers if name.lower() == "cache-control"]
    parts = [part.strip().partition("=") for line in lines for part in line.lower().split(",")]
    return {name.strip(): value.strip(' "') for name, _, value in parts if name}


def _varies(exchange: Exchange, credentials: Iterable[str]) -> bool:
    lines = [value for name, value in exchange.headers if name.lower() == "vary"]
    names = {name.strip().lower() for line in lines for name in line.split(",")}
    return bool(names & {"*", *(name.lower() for name in credentials)})


def _allowing(exchange: Exchange, said: Mapping[str, str]) -> str:
    ages = [said[name] for name in ("s-maxage", "max-age") if name in said]
    if ages and not _lasts(ages[0]):
        return ""
    if "s-maxage" in said:
        return "s-maxage"
    if "public" in said:
        return "public"
    name = "max-age" if ages else "Expires" if _expires_later(exchange) else ""
    if exchange.request.header("authorization") is None:
        return name
    return "must-revalidate" if name and "must-revalidate" in said else ""  # section 3.5


def _lasts(age: str) -> bool:
    return age.isdigit() and int(age) > 0


def _expires_later(exchange: Exchange) -> bool:
    try:
        moment = parsedate_to_datetime(exchange.header("expires") or "")
    except ValueError:
        return False
    return moment.replace(tzinfo=moment.tzinfo or UTC) > datetime.now(UTC)
