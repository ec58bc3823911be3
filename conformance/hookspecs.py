"""The hooks a user may implement in any conftest.py, or in a plugin.

Hooks that talk to the app may be coroutine functions: they run on its event loop, and their `client` is then an
`httpx.AsyncClient`, else an `httpx.Client`. Each may leave out the parameters it does not need.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conformance import Caller, Check, Evidence, Operation, Request


def pytest_conformance_checks(config: pytest.Config) -> Iterable[Check]:  # type: ignore[empty-body]
    """Return checks to add to the catalogue."""


def pytest_conformance_evidence(config: pytest.Config) -> Iterable[Evidence]:  # type: ignore[empty-body]
    """Return evidence that checks may ask for."""


def pytest_conformance_callers(config: pytest.Config, client: Any) -> Iterable[Caller]:  # type: ignore[empty-body]
    """Return the identities the app is called as; the first is used unless a check needs two."""


def pytest_conformance_seed(config: pytest.Config, client: Any) -> Mapping[str, Any] | None:
    """Put into the app what its operations need; return values by parameter name, such as `{"item_id": 7}`."""


@pytest.hookspec(firstresult=True)
def pytest_conformance_request(config: pytest.Config, request: Request, operation: Operation | None) -> Request | None:
    """Return the request to send in place of `request`, None to leave it; `operation` is None for unknown paths."""
