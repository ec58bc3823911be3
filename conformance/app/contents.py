"""What a value that an app keeps says: as scalars, each by its path, where it is data; what lives is no data."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime
import decimal
import enum
import fractions
import ipaddress
import pathlib
import uuid
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, SecretStr
from starlette.responses import Response, StreamingResponse

from conformance.app.differences import Leaves, scalars

_SCALARS = (str, int, float, bool, type(None))
_SPELLED = (
    *(datetime.date, datetime.time, datetime.timedelta, datetime.tzinfo, decimal.Decimal, fractions.Fraction),
    *(uuid.UUID, pathlib.PurePath, complex, enum.Enum, ipaddress.IPv4Address, ipaddress.IPv6Address, SecretStr),
)
_DEPTH = 8
_MOST = 20_000  # values in one
_LIVING = frozenset(
    {"close", "aclose", "connect", "acquire", "execute", "fileno", "send", "request", "cancel", "__enter__"}
    | {"__aenter__", "__call__", "__next__", "__anext__", "__await__"}
)


class _NoData(Exception):
    """Something that is not made of data alone."""


def content(value: Any) -> Leaves | None:
    """Return the scalars that a value is made of, None when it is not data: a client, a lock, a function, a task."""
    try:
        return scalars(_Plain().of(value, _DEPTH))
    except Exception:  # whatever its code raises when it is asked
        return None


class _Plain:
    """Makes dicts, lists and scalars of a value, up to so many."""

    def __init__(self) -> None:
        self._left = _MOST

    def of(self, value: Any, depth: int) -> Any:
        self._left -= 1
        if depth < 0 or self._left < 0:
            raise _NoData
        if isinstance(value, _SPELLED):
            return str(value)
        if isinstance(value, _SCALARS):
            return value
        if isinstance(value, bytes | bytearray):
            return bytes(value).decode("latin-1")
        if isinstance(value, list | tuple | deque):
            return [self.of(item, depth - 1) for item in value]
        if isinstance(value, set | frozenset):
            return sorted((self.of(item, depth - 1) for item in value), key=str)
        if isinstance(value, Mapping):
            return {str(key): self.of(item, depth - 1) for key, item in list(value.items())}
        return self._of_object(value, depth)

    def _of_object(self, value: Any, depth: int) -> Any:
        if type(value).__module__ == "async_lru":
            return self.of(value.task, depth)
        if isinstance(value, asyncio.Future) and value.done():
            return self.of(value.result(), depth)
        if isinstance(value, Response) and not isinstance(value, StreamingResponse):
            return {"status": value.status_code, "body": bytes(value.body).decode("latin-1")}
        if hasattr(value, "_mapping"):  # a row of SQLAlchemy's
            return self.of(dict(value._mapping), depth)
        stored = dict(_stored(value))
        if isinstance(value, type) or not (stored or dataclasses.is_dataclass(value)):
            raise _NoData
        known = isinstance(value, BaseModel) or dataclasses.is_dataclass(value) or "_sa_instance_state" in stored
        if not known and any(hasattr(type(value), name) for name in _LIVING):
            raise _NoData
        stored.pop("_sa_instance_state", None)
        return {name: self.of(item, depth - 1) for name, item in stored.items()}


def _stored(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what is stored on an object."""
    yield from list(getattr(value, "__dict__", {}).items())
    for cls in type(value).__mro__:
        slots = vars(cls).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            if not name.startswith("__") and hasattr(value, name):
                yield name, getattr(value, name)
