"""Where what outlives requests is kept in the app of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conformance.app import reach
from conformance.app.loading import Target
from conformance.rig import Rig


def roots(target: Target, rig: Rig) -> Iterator[Any]:
    """Yield the objects from which an app reaches what it keeps."""
    return reach.roots(target.app, rig.operations, rig.service.state)
