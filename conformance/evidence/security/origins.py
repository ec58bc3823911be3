"""Evidence of which pages of others may call with the credentials of who looks at them (CORS)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange, Request
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.patterns import matching
from conformance.check import evidence
from conformance.evidence.lines import adding, constants, saying
from conformance.evidence.security.breaches import Breach
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across

_EVIL = "https://conformance-evil.example"
_USUAL = ("http://localhost:3000", "http://localhost:5173", "http://localhost:8080", "http://localhost")
_ORIGIN = re.compile(r"(https?)://([A-Za-z0-9.-]+)(:\d+)?")
_HOST = re.compile(r"\.?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?")
_HEADERS = ("access-control-allow-credentials", "access-control-allow-origin")
_TRIED = 20  # origins that the code names
_LONGEST = 200  # characters of a pattern


@evidence
def open_origins(across: Across, driver: Driver, code: UserCode, target: Target) -> list[Breach]:
    """Where a page of anybody may call with the credentials of who looks at it, and read the answer."""
    asked = [(operation, sample) for operation, sample in across("sample") if not operation.host]
    if not asked:
        raise NotExercised("no operation could be called")
    asking = _Asking(driver)
    found = [*_any(asking, asked), *_mistaken(asking, asked, code)]
    if not asking.allows:
        raise NotApplicable("lets the pages of no other origin read its answers")
    return [Breach(op, message, _at(code, target), seen) for op, message, seen in found]


@dataclass
class _Asking:
    """Sends requests as pages of some origin do; `allows` says whether any was ever let read an answer."""

    driver: Driver
    allows: bool = False

    def reads(self, operation: Operation, sample: Valid, origin: str) -> str:
        """Return what lets a page of an origin read an answer that its visitor's credentials got, or ""."""
        for exchange in self._answers(operation, sample.recipe.request(), origin):
            allowed, credentials = (exchange.header(name) for name in reversed(_HEADERS))
            self.allows = self.allows or allowed is not None or credentials is not None
            if allowed == origin and (credentials or "").lower() == "true":
                return f"Origin: {origin}, answered {_HEADERS[1]}: {allowed}, {_HEADERS[0]}: {credentials}"
        return ""

    def _answers(self, operation: Operation, request: Request, origin: str) -> Iterator[Exchange]:
        asked = {"origin": origin, "access-control-request-method": operation.method}
        yield self.driver.send(Request("OPTIONS", request.path).with_headers(asked), None, anonymous=True)
        if operation.method in SAFE:
            own = request.header("cookie")
            cookie = f"{own}; conformance=1" if own else "conformance=1"
            yield self.driver.send(request.with_headers({"origin": origin, "cookie": cookie}), operation)


_Found = tuple[Operation, str, str]


def _any(asking: _Asking, asked: list[tuple[Operation, Valid]]) -> Iterator[_Found]:
    for operation, sample in asked:
        for origin, whose in ((_EVIL, "any page"), ("null", "any page in a sandboxed frame (Origin: null)")):
            seen = asking.reads(operation, sample, origin)
            if seen:
                yield (
                    operation,
                    f"{whose} may call {operation} with its visitor's credentials and read the answer",
                    seen,
                )
                break


def _mistaken(asking: _Asking, asked: list[tuple[Operation, Valid]], code: UserCode) -> Iterator[_Found]:
    """Yield where the page of somebody else is taken for one that is allowed: the names of their hosts are alike."""
    operation, sample = min(asked, key=lambda one: (one[0].method not in SAFE, one[0].id))
    if asking.reads(operation, sample, _EVIL):
        return
    for allowed in dict.fromkeys([*_named(operation, code), *_USUAL]):
        if asking.reads(operation, sample, allowed):
            for other in _alike(allowed):
                seen = asking.reads(operation, sample, other)
                if seen:
                    yield operation, f"a page of {other} is taken for one of {allowed}", seen
                    return


def _named(operation: Operation, code: UserCode) -> list[str]:
    """Return origins that the middleware or the code allows, as far as can be read: texts, and patterns of some."""
    given = [value for one in getattr(operation.owner, "user_middleware", ()) for value in options(one).values()]
    flat = [item for value in given for item in (value if isinstance(value, list | tuple | set) else [value])]
    said = [text for _, text in constants(code) if "://" in text]
    found = [_as_origin(str(value)) for value in [*flat, *said] if "http" in str(value)]
    hosts = (str(value) for value in [*flat, *(text for _, text in constants(code))])
    found += [f"https://{'www' if host.startswith('.') else ''}{host}" for host in hosts if _HOST.fullmatch(host)]
    return [one for one in dict.fromkeys(found) if one][:_TRIED]


def _as_origin(value: str) -> str:
    if _ORIGIN.fullmatch(value):
        return value
    plain = re.sub(r"(?<!\\)\.(?![*+?{])", r"\.", value)  # dots that were meant to be dots
    made = matching(plain) or "" if len(value) < _LONGEST and "http" in value[:6] else ""
    return made if _ORIGIN.fullmatch(made) else ""


def _alike(origin: str) -> Iterator[str]:
    """Yield origins of others that a careless comparison takes for this one."""
    match = _ORIGIN.fullmatch(origin)
    if match is None:
        return
    scheme, host, port = match.group(1), match.group(2).strip("."), match.group(3) or ""
    yield f"{scheme}://{host}.conformance-evil.example{port}"
    labels = host.split(".")
    if len(labels) > 1:
        yield f"{scheme}://conformance-evil{'.'.join(labels[-2:])}{port}"
    for index in range(1, len(labels) - 1):
        yield f"{scheme}://{'.'.join(labels[:index])}x{'.'.join(labels[index:])}{port}"


def _at(code: UserCode, target: Target) -> Place | None:
    """Return the line that lets pages of others call: of the middleware that runs, else of a header of one's own."""
    running = [set(options(one)) for one in target.app.user_middleware]
    added = list(adding(code, "CORSMiddleware"))
    fitting = [place for place, call in added if {one.arg for one in call.keywords} in running]
    said = (place for name in _HEADERS for place in saying(code, name))
    return next(chain(fitting, (place for place, _ in added), said), target.at)


def options(middleware: Any) -> dict[str, Any]:
    """Return what a middleware is made with: Starlette calls it options or kwargs, by version."""
    return dict(vars(middleware).get("kwargs") or vars(middleware).get("options") or {})


EVIDENCE = (open_origins,)
