"""Who asks for a series: the user's line that names its labels, or the library that does so by itself."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.exposition import Labels
from conformance.app.patching import replaced
from conformance.finding import Place

_CLIENTS = ("sdk", "metrics", "trace", "util", "context")
_THEIRS = ("prometheus_client", *(f"opentelemetry.{name}" for name in _CLIENTS), "conformance")
_INSTRUMENTS = "opentelemetry.sdk.metrics._internal.instrument"
Origin = Place | str  # a line of the user's, or the name of a library


class Labellers:
    """Who asked for which series: by its family where that is known, else by the values of its labels."""

    def __init__(self, code: UserCode) -> None:
        self._code = code
        self._by_family: dict[tuple[str, frozenset[str]], Origin] = {}
        self._by_values: dict[frozenset[str], Origin] = {}

    def note(self, family: str, values: frozenset[str], frame: FrameType | None) -> None:
        """Note who asks for a series, the nearest that is no client of metrics itself."""
        origin = origin_of(self._code, frame)
        if origin is not None:
            self._by_family[family, values] = origin
            self._by_values[values] = origin

    def of(self, family: str, labels: Labels) -> Origin | None:
        """Return who asked for a series, None when nobody was seen to."""
        values = frozenset(value for _, value in labels)
        found = self._by_family.get((family, values)) or self._by_values.get(values)
        return found or next((origin for known, origin in self._by_values.items() if known and known <= values), None)


def origin_of(code: UserCode, frame: FrameType | None) -> Origin | None:
    """Return who calls: the nearest line of the user's or library that is no client of metrics or traces itself."""
    while frame is not None:
        path, name = frame.f_code.co_filename, str(frame.f_globals.get("__name__", ""))
        if code.owns(path):
            return Place(path, frame.f_lineno)
        if not name.startswith(_THEIRS) and ("site-packages" in path or "dist-packages" in path):
            return _library(name)
        frame = frame.f_back
    return None


def _library(name: str) -> str:
    """Return what a module is distributed as: of OpenTelemetry each instrumentation is one."""
    return ".".join(name.split(".")[:3]) if name.startswith("opentelemetry.") else name.partition(".")[0]


@contextmanager
def observed(labellers: Labellers) -> Iterator[None]:
    """While entered, series that are asked for are noted: of prometheus_client and of OpenTelemetry's SDK."""
    with ExitStack() as stack:
        client = sys.modules.get("prometheus_client.metrics")
        if client is not None:
            stack.enter_context(replaced(client.MetricWrapperBase, "labels", lambda o: _labels(o, labellers)))
        instruments = sys.modules.get(_INSTRUMENTS)
        for name, method in (("Counter", "add"), ("UpDownCounter", "add"), ("Histogram", "record")):
            owner = getattr(instruments, name, None)
            if owner is not None:
                stack.enter_context(replaced(owner, method, lambda o: _measured(o, labellers)))
        yield


def _labels(original: Callable[..., Any], labellers: Labellers) -> Callable[..., Any]:
    @functools.wraps(original)
    def labels(self: Any, *values: Any, **named: Any) -> Any:
        labellers.note(self._name, frozenset(map(str, (*values, *named.values()))), sys._getframe(1))
        return original(self, *values, **named)

    return labels


def _measured(original: Callable[..., Any], labellers: Labellers) -> Callable[..., Any]:
    @functools.wraps(original)
    def measure(self: Any, amount: Any, attributes: Any = None, *args: Any, **kwargs: Any) -> Any:
        values = frozenset(map(str, (attributes or {}).values()))
        labellers.note(self.name, values, sys._getframe(1))
        return original(self, amount, attributes, *args, **kwargs)

    return measure
