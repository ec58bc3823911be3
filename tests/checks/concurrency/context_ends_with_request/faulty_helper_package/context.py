"""What is known of the request."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class RequestContext:
    session: str = "none"

    @staticmethod
    def current() -> RequestContext:
        return _current.get(None) or RequestContext()


_current: ContextVar[RequestContext] = ContextVar("request_context")


def remember(token: bytes | None, session: bytes | None) -> None:
    if token or session:
        _current.set(RequestContext((session or b"none").decode()))  # fault
