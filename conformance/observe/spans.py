"""What the spans of OpenTelemetry hold of a request once they have ended, and who put it there."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.patching import replaced
from conformance.observe.labels import Origin, origin_of

Origins = dict[str, Origin | None]


@dataclass(frozen=True)
class Attribute:
    """An attribute of a span as it is exported: by whom it was set last, None where nobody was seen to."""

    name: str
    text: str
    origin: Origin | None


@contextmanager
def observed(code: UserCode) -> Iterator[None]:
    """While entered, exchanges note the attributes of spans that go to a processor, when these have seen them."""
    origins: Origins = {}
    trace = sys.modules.get("opentelemetry.sdk.trace")
    span, tracer = getattr(trace, "Span", None), getattr(trace, "Tracer", None)
    with ExitStack() as stack:
        for owner, name in ((span, "set_attribute"), (span, "set_attributes"), (tracer, "start_span")):
            stack.enter_context(replaced(owner, name, functools.partial(_setting, code, origins)))
        stack.enter_context(replaced(span, "end", functools.partial(_ending, origins)))
        yield


def _setting(code: UserCode, origins: Origins, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def setting(*args: Any, **kwargs: Any) -> Any:
        if EXCHANGE.get() is not None:
            origin = origin_of(code, sys._getframe(1))
            origins.update(dict.fromkeys(_names(*args[1:], *kwargs.values()), origin))
        return original(*args, **kwargs)

    return setting


def _names(*given: Any) -> Iterable[str]:
    """Return the names of the attributes that are given, by themselves or in a mapping."""
    return [name for one in given for name in (one if isinstance(one, dict) else [one]) if isinstance(name, str)]


def _ending(origins: Origins, original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def end(span: Any, *args: Any, **kwargs: Any) -> None:
        original(span, *args, **kwargs)
        exchange = EXCHANGE.get()
        if exchange is not None and getattr(span._span_processor, "_span_processors", True):
            found = dict(span.attributes or {})
            exchange.spans += [Attribute(name, str(value), origins.get(name)) for name, value in found.items()]

    return end
