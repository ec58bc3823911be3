"""Listening to what an exchange says to its database; nothing is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from conformance.app.seams import NoFault
from conformance.finding import Place


class Eavesdropped(NoFault):
    """Notes the SQL statements that hold a mark in their text, each with the line `at` says, and how many there are."""

    def __init__(self, mark: str, at: Callable[[], Place | None]) -> None:
        self.count = 0
        self.found: list[tuple[str, Place | None]] = []
        self._mark, self._at = mark.lower(), at

    def hear(self, statement: str) -> None:
        self.count += 1
        if self._mark in statement.lower():
            self.found.append((statement, self._at()))

    def fail_database(self, connection: Any, statement: str, parameters: Any) -> None:
        self.hear(statement)
