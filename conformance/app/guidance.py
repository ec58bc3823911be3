"""What the user says about driving an app: values, whole requests, a last change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from conformance.app.exchange import Request
from conformance.app.recipe import MISSING

if TYPE_CHECKING:
    from conformance.app.operations import Operation


@dataclass(frozen=True)
class Override:
    """What the user says a request must carry: names to values, and a body unless it is MISSING."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = MISSING


@dataclass(frozen=True)
class Guidance:
    """What the user says about driving.

    `values` and `seeded` are by parameter name, the latter for things the seed hook made; `requests` are by
    operation id; `credentials` are for operations that log in; `change` is the last word on every request.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    seeded: Mapping[str, Any] = field(default_factory=dict)
    requests: Mapping[str, Override] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)
    change: Callable[[Request, Operation | None], Request] = lambda request, operation: request
