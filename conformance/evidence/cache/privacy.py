"""Evidence of answers that are for one caller, and that caches between the app and its clients would give to others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Caller, Exchange
from conformance.app.operations import Operation
from conformance.app.sharing import shared_by
from conformance.check import evidence
from conformance.evidence.cache.caching import apart
from conformance.evidence.cache.flaws import Flaw
from conformance.evidence.cache.keys import says_nothing
from conformance.evidence.header_lines import HeaderLines
from conformance.finding import NotApplicable
from conformance.rig import Rig

_TIMES, _MORE = 2, 8
_REDIRECT = 300


@evidence
def shared_answers(
    driver: Driver,
    operation: Operation,
    valid: Valid,
    rig: Rig,
    other_callers: list[Caller],
    functions: dict[CodeType, dict[str, Any]],
    code: UserCode,
) -> list[Flaw]:
    """The answers to one caller that shared caches may keep, or that others are told to be theirs; seen twice."""
    caller = rig.caller(False)
    if operation.method not in ("GET", "HEAD"):
        raise NotApplicable("is sent to change something: no cache keeps its answers")
    if caller is None:
        raise NotApplicable("is called without credentials")
    if not valid.exchange.status or valid.exchange.status >= _REDIRECT:
        raise NotApplicable("answers nothing that is to be kept")
    asking = _Asking(driver, operation, caller, [None, *other_callers])
    own = asking.answers(caller)
    at = HeaderLines(rig.operations, functions, code)
    return [*_shared(asking, own, at), *_confirmed(asking, own, at)]


@dataclass
class _Asking:
    """Sends one request as the first caller and as others."""

    driver: Driver
    operation: Operation
    caller: Caller
    others: list[Caller | None]

    def answers(
        self, caller: Caller | None, headers: dict[str, str] | None = None, times: int = _TIMES
    ) -> list[Exchange]:
        request = self.driver.sample(self.operation).recipe.request().with_headers(headers or {})
        sent = [self.driver.send_as(caller, request, self.operation) for _ in range(times)]
        return [one for one in sent if not one.failure]

    def strangers(self, own: list[Exchange]) -> Iterator[tuple[Caller | None, str]]:
        """Yield the callers who are answered otherwise, and how."""
        for caller in self.others:
            theirs = self.answers(caller)
            told = len(own) == len(theirs) == _TIMES and not any(map(says_nothing, theirs))
            if told and apart(own, theirs) and self._go_on_to_differ(own, caller, theirs):
                yield caller, "is another for others" if all(one.ok for one in theirs) else "is refused to others"

    def _go_on_to_differ(self, own: list[Exchange], caller: Caller | None, theirs: list[Exchange]) -> bool:
        """Return whether more answers differ as well: what is drawn by lot is another now and then."""
        more = self.answers(self.caller, times=_MORE), self.answers(caller, times=_MORE)
        return apart([*own, *more[0]], [*theirs, *more[1]])


def _shared(asking: _Asking, own: list[Exchange], at: HeaderLines) -> Iterator[Flaw]:
    """Yield what lets shared caches answer others with what is for one caller."""
    credentials = [*asking.caller.headers, *(["cookie"] if asking.caller.cookies else [])]
    said = {shared_by(one, credentials) for one in own}
    directive = said.pop() if len(said) == 1 else ""
    how = next((how for _, how in asking.strangers(own)), "") if directive else ""
    if how:
        message = f"{asking.operation} lets any cache on the way keep an answer that {how}: by {directive}"
        seen = f"{directive}, with neither private nor no-store, and no Vary by what says who calls"
        name = "expires" if directive == "Expires" else "cache-control"
        yield Flaw(asking.operation, message, at.of(name) or asking.operation.at, seen)


def _confirmed(asking: _Asking, own: list[Exchange], at: HeaderLines) -> Iterator[Flaw]:
    """Yield where others are told that what the first caller was answered is what they would be."""
    tags = {one.header("etag") for one in own if one.ok}
    tag = tags.pop() if len(tags) == 1 else None
    for caller, how in asking.strangers(own) if tag is not None else ():
        told = asking.answers(caller, {"if-none-match": tag or ""})
        if len(told) == _TIMES and all(one.status == 304 for one in told):
            whom = "another caller" if caller is not None else "who does not log in"
            message = f"{asking.operation} tells {whom} by 304 to use what it answered the first, which {how}"
            seen = "304, and another answer without If-None-Match"
            yield Flaw(asking.operation, message, at.of("etag") or asking.operation.at, seen)
            return


EVIDENCE = (shared_answers,)
