"""Where several operations share a line that something was found at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from conformance.app.operations import Operation
from conformance.finding import Place
from conformance.gathering import Across


class Spread:
    """At which places something was found in more than one operation: what is the app's is judged once."""

    def __init__(self, found: Iterable[tuple[Operation, Place | None]]) -> None:
        pairs = {(place, operation.id) for operation, place in found}
        self._counts = Counter(place for place, _ in pairs)

    @classmethod
    def of(cls, across: Across, name: str) -> Spread:
        """Return at which places the things are that evidence `name`, a list of them, holds for operations."""
        return cls((operation, one.at) for operation, ones in across(name) for one in ones)

    def __contains__(self, place: Place | None) -> bool:
        return self._counts[place] > 1
