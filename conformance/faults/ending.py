"""An exchange that is followed to its end: its dependencies with `yield` tell what ran when they were left."""

from __future__ import annotations

from conformance.app.seams import NoFault
from conformance.faults.endpoint import After, Before


class Followed(NoFault):
    """Breaks nothing, and follows how dependencies are left."""

    follows_exits = True


class FailsBefore(Before):
    """Raises in place of the endpoint, and follows how dependencies are left."""

    follows_exits = True


class FailsAfter(After):
    """Raises once the endpoint did its work, and follows how dependencies are left."""

    follows_exits = True
