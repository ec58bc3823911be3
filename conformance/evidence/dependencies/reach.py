"""Where what outlives requests is kept in the app of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.app import reach
from conformance.app.code import UserCode
from conformance.app.loading import Target
from conformance.observe.sizes import Collected, Kept, kept
from conformance.observe.state import user_modules
from conformance.rig import Rig


def named(code: UserCode, target: Target, rig: Rig) -> tuple[list[Collected], list[Kept]]:
    """Return the collections, and the requests and sessions, that the app's code has names for between requests."""
    return kept(user_modules(code.owns), roots(target, rig))


def roots(target: Target, rig: Rig) -> Iterator[Any]:
    """Yield the objects from which an app reaches what it keeps."""
    return reach.roots(target.app, rig.operations, rig.service.state)
