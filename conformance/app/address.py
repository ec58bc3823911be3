"""Where a Redis server is that the user names by its URL."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

_PORT = 6379


@dataclass(frozen=True)
class Address:
    """A Redis server; `database` is the only one to use there, None where each client uses its own."""

    host: str
    port: int = _PORT
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    database: int | None = None

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def address(url: str) -> Address:
    """Return what a URL such as `redis://user:secret@host:6379/15` says; raises ValueError when it is none."""
    parts = urlsplit(url.strip())
    database = parts.path.strip("/")
    if parts.scheme != "redis" or not parts.hostname or parts.query or not (database.isdecimal() or not database):
        raise ValueError("write redis://host:port or redis://host:port/database")
    return Address(
        parts.hostname,
        parts.port or _PORT,
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
        int(database) if database else None,
    )
