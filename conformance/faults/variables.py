"""Which line of the user's sets a context variable while a request is served."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from types import FrameType
from typing import Any

from conformance.faults.inside import Traced
from conformance.finding import Place

_UNSET: Any = object()


class Setting(Traced):
    """Notes the user's lines at which some context variables get a value."""

    def __init__(self, variables: Iterable[ContextVar[Any]], owns: Callable[[str], bool]) -> None:
        super().__init__(self._call)
        self._variables, self._owns = list(variables), owns
        self._known: dict[ContextVar[Any], Any] = {}
        self._last: Place | None = None
        self._found: list[tuple[ContextVar[Any], Any, Place]] = []

    def place(self, variable: ContextVar[Any], value: Any) -> Place | None:
        """Return the line that gave a variable this very value, None when it was none of the user's."""
        return next((at for name, given, at in self._found if name is variable and given is value), None)

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        if not self._owns(frame.f_code.co_filename):
            return None
        # What a library has set on its way from a line of the user's to the next function is the library's.
        self._look(self._last if self._at(frame.f_back) == self._last else None)
        self._last = None
        return self._line

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        self._look(self._last)
        self._last = self._at(frame if event == "line" else frame.f_back)
        return self._line

    def _at(self, frame: FrameType | None) -> Place | None:
        owned = frame is not None and self._owns(frame.f_code.co_filename)
        return Place(frame.f_code.co_filename, frame.f_lineno) if owned and frame is not None else None

    def _look(self, last: Place | None) -> None:
        """Blame the line that was run last, if it is known, for what has changed since."""
        for variable in self._variables:
            value = variable.get(_UNSET)
            if value is not self._known.setdefault(variable, _UNSET):
                self._known[variable] = value
                if last is not None:
                    self._found.append((variable, value, last))
