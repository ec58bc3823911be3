"""An exception raised at one line of the user's code, for one exchange.

A trace function that raises does so in the frame it is called for. Tracing is on only while the exchange's own code
runs, and whatever tracer was there (a debugger, coverage) is given back after every step.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from conformance.app.current import PHASE, Phase
from conformance.app.functions import code_behind
from conformance.app.operations import Operation
from conformance.app.seams import NoFault
from conformance.app.stepping import TracedSteps, Tracer
from conformance.finding import Place


class Traced(NoFault):
    """Runs an exchange's dependencies, endpoint and worker threads under a tracer."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    def wrap_call(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def traced(*args: Any, **kwargs: Any) -> Any:
            before = sys.gettrace()
            sys.settrace(self._tracer)
            try:
                return call(*args, **kwargs)
            finally:
                sys.settrace(before)

        return traced

    def wrap_await(self, awaitable: Any) -> Any:
        return TracedSteps(awaitable, self._tracer)


class RaiseInside(Traced):
    """Raises `error` when `code` comes to one of `lines`, the first time or `always`; `struck` says whether it did."""

    def __init__(self, code: CodeType, lines: frozenset[int], error: BaseException, *, always: bool = False) -> None:
        super().__init__(self._call)
        self.code, self.lines, self.error = code, lines, error
        self.struck, self._always = False, always

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self._line if frame.f_code is self.code and self._is_due else None

    @property
    def _is_due(self) -> bool:
        return self._always or not self.struck

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line" and frame.f_lineno in self.lines and self._is_due:
            self.struck = True
            raise self.error
        return self._line


class Returning(Traced):
    """Notes the line on which the endpoint of an operation returned, as `at`."""

    def __init__(self, operation: Operation) -> None:
        super().__init__(self._call)
        self._code = code_behind(operation.endpoint)
        self.at: Place | None = None

    def _call(self, frame: FrameType, event: str, arg: Any) -> Any:
        return self._local if frame.f_code is self._code else None

    def _local(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "return":
            self.at = Place(frame.f_code.co_filename, frame.f_lineno)
        return self._local


class Recorded(Traced):
    """Notes the user's functions that an exchange runs, in order, each with its globals."""

    def __init__(self, owns: Callable[[str], bool]) -> None:
        super().__init__(self._call)
        self._owns = owns
        self.functions: dict[CodeType, dict[str, Any]] = {}
        self.phases: dict[CodeType, Phase] = {}

    def _call(self, frame: FrameType, event: str, arg: Any) -> None:
        if self._owns(frame.f_code.co_filename):
            self.functions.setdefault(frame.f_code, frame.f_globals)
            self.phases.setdefault(frame.f_code, PHASE.get())
