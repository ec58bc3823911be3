"""Callers stay apart: from those that are served at the same time, and from those that were served before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from conformance.check import check
from conformance.checks.causes import Cause, grouped
from conformance.evidence.concurrency.isolation import Crossing
from conformance.evidence.concurrency.leftovers import Leftover, Serving
from conformance.evidence.concurrency.thread_state import ThreadState
from conformance.evidence.errors.broken import Sharing
from conformance.evidence.provoked import Provoked
from conformance.finding import Finding, NotApplicable, NotExercised
from conformance.gathering import Across

Loop = Literal["auto", "asyncio", "uvloop"]
Found = Iterator[tuple[Cause, Provoked, str]]


# callers-stay-apart


@check("concurrency.callers-stay-apart")
def callers_stay_apart(crossings: list[Crossing], sharing: Sharing) -> Iterator[Finding]:
    """Requests of different callers that run at the same time never see each other's data.

    Why: what one request leaves in a global, the next one reads: people are shown, and act as, somebody else.
    Do: hand it on as a dependency's value, in ``request.state`` or in a ``ContextVar``
    Don't: ``global current_user``, ``self.request = request`` on an object that all requests share
    Read: https://fastapi.tiangolo.com/tutorial/dependencies/
    """
    yield from grouped(_crossed(one for one in crossings if _is_own(one, sharing)))


@callers_stay_apart.of_app
def callers_stay_apart_of_app(across: Across, sharing: Sharing) -> Iterator[Finding]:
    found = list(across("crossings"))
    if not found:
        raise NotExercised("no operation answered requests that were sent at the same time")
    yield from grouped(_crossed(one for _, crossings in found for one in crossings if not _is_own(one, sharing)))


def _is_own(one: Crossing, sharing: Sharing) -> bool:
    """Return whether a cause is its operation's: one that several operations run is judged once, of the app."""
    return one.inside and not sharing.shares(one.at)


def _crossed(found: Iterator[Crossing]) -> Found:
    for one in found:
        where = "a log line of its own holds" if one.hit.spot == "log" else f"its {one.hit.spot} holds"
        said = f"{where} what another request brought ({one.hit.carrier})"
        yield Cause(one.at, one.inside), one.provoked, f"{one.provoked.operation}: {said}, when {one.provoked.how}"


# context-ends-with-request


@check("concurrency.context-ends-with-request")
def context_ends_with_request(
    served_as: Serving, leftovers: list[Leftover], *, loop: Loop = "auto"
) -> Iterator[Finding]:
    """A ContextVar set in one request is not visible in the next one on the same connection.

    Why: on asyncio's loop, a request with a long body hands its context on to those that follow on its connection.
    Do: set the variable at the beginning of every request, whoever calls, or ``uvicorn --reset-contextvars``
    Don't: ``if user: current_user.set(user)``, and rely on ``reset(token)``: the context was copied before
    Read: https://www.uvicorn.org/settings/
    """
    if loop == "uvloop" or (loop == "auto" and served_as.uvloop):
        raise NotApplicable("it is served on uvloop, which hands on no context")
    if served_as.resets:
        raise NotApplicable("it is served with --reset-contextvars")
    yield from grouped(_left(leftovers))


def _left(found: list[Leftover]) -> Found:
    for one in found:
        said = f"the context variable {one.variable!r} still holds what another request set"
        yield Cause(one.at, False), one.provoked, f"{said}, when {one.provoked.how}"


# no-thread-local-state


@check("concurrency.no-thread-local-state", level="should")
def no_thread_local_state(thread_state: list[ThreadState]) -> Iterator[Finding]:
    """State of a request is kept in no ``threading.local`` and in no mutable default of a ContextVar.

    Why: one thread runs many requests of the loop, and one request runs in several threads; a default is one object.
    Do: ``ContextVar("user", default=None)``, set anew in every request; what is made once per thread may stay
    Don't: ``local.user = user`` in an endpoint, ``ContextVar("messages", default=[])`` and then ``.get().append(...)``
    Read: https://docs.python.org/3/library/contextvars.html
    """
    yield from grouped((Cause(one.at, False), one.provoked, one.said) for one in thread_state)


CHECKS = (callers_stay_apart_of_app, context_ends_with_request, no_thread_local_state)
