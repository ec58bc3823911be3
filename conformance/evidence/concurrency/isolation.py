"""Evidence of what requests see of one another: those that run together, and those that follow on a connection."""

from __future__ import annotations

import linecache
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Caller, Exchange
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence import marks
from conformance.evidence.dependencies.reach import roots
from conformance.evidence.marks import Hit, Marked
from conformance.evidence.provoked import Provoked
from conformance.faults.inside import Recorded
from conformance.faults.interleave import Interleaved, Meeting
from conformance.finding import NotExercised, Place
from conformance.observe import state
from conformance.observe.assignments import Assignment, all_assignments, assignments
from conformance.rig import Rig

_TOGETHER = 5
_ROUNDS = 3
_CONVICTING = 2
_WITNESSING = 5.0  # seconds more that requests may take, for what is looked at while they wait
_TRIED = 3  # paths that are tried for another thing to read


@dataclass(frozen=True)
class Crossing:
    """An answer or a log line that held what another request brought, and the line that let it.

    `inside` says that the line is in a function the operation itself runs.
    """

    provoked: Provoked
    hit: Hit
    at: Place | None
    inside: bool


@dataclass
class _Round:
    """Requests that were sent together: what each carried, what was answered, what of theirs outlived them."""

    requests: list[Marked]
    exchanges: list[Exchange] = field(default_factory=list)
    held: list[state.Held] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)


@evidence
def headers_read(code: UserCode) -> tuple[str, ...]:
    """The names of the headers that the app's code mentions, of those that are a caller's own."""
    files = state.user_files(code.owns)
    return marks.mentioned("".join(linecache.getlines(file)) for file in files)


@evidence
def crossings(
    driver: Driver,
    operation: Operation,
    valid: Valid,
    rig: Rig,
    code: UserCode,
    target: Target,
    headers_read: tuple[str, ...],
) -> list[Crossing]:
    """Where answers and logs of requests that run together hold what another of them brought."""
    del valid  # asked for because there is nothing to see where the operation does not do its work
    convicting = _Mingling(driver, operation, rig, code, target, headers_read).convicting()
    if convicting is None:
        return []
    blamed = _Blame(driver, operation, code)
    return [blamed.crossing(convicting, hit) for hit in convicting.hits[:1]]


class _Mingling:
    """Sends one operation requests that are told apart, alone and together, and compares."""

    def __init__(
        self,
        driver: Driver,
        operation: Operation,
        rig: Rig,
        code: UserCode,
        target: Target,
        mentioned: tuple[str, ...],
    ) -> None:
        self._driver, self._operation, self._rig = driver, operation, rig
        self._code, self._target, self._mentioned = code, target, mentioned
        known: Sequence[Caller | None] = rig.callers if len(rig.callers) > 1 else [rig.caller(False)]
        self._callers = [known[number % len(known)] for number in range(_TOGETHER)]
        self._words: dict[str, frozenset[str]] = {}
        self._paths: list[Mapping[str, Any]] = []
        self._steps: Callable[[str], bool] = code.owns
        self._sent: list[Marked] = []
        self._shared: set[tuple[str, bool]] | None = None

    def convicting(self) -> _Round | None:
        """Return requests sent together of which one was shown what another brought, None when there are none."""
        self._paths = self._things()
        self._level = self._accepted()
        self._words = self._told_apart()
        seen = [one for one in self._rounds() if one.hits]
        return seen[-1] if len(seen) >= _CONVICTING else None

    def _rounds(self) -> Iterator[_Round]:
        """Yield rounds until it is clear whether what is seen in the first is seen again."""
        first = self._together(lambda: None)
        if _refused(first):
            self._steps = lambda file: False  # its threads cannot be switched at any line: they break one another
            first = self._together(lambda: None)
        if _refused(first):
            raise NotExercised("it answered no two requests that were sent at the same time")
        yield first
        again = first
        for _ in range(_ROUNDS - 1 if first.hits else 0):
            if again is first or not again.hits:
                again = self._together(None)
                yield again

    def _accepted(self) -> str:
        """Return how much of a request may be marked so that the operation still does its work."""
        shared = self._driver.is_shared(self._operation)
        for level in marks.CAREFUL if shared else marks.LEVELS:
            if self._alone(self._requests(level, 1))[0].ok:
                return level
        raise NotExercised("it does not do its work for requests with headers of their own")

    def _requests(self, level: str, number: int) -> list[Marked]:
        fresh = [self._fresh(i) for i in range(number)]
        marked = [marks.marked(self._operation, one, level, i, self._mentioned) for i, one in enumerate(fresh)]
        made = marks.with_tokens(marked)
        requests = [self._belonging(one, caller) for one, caller in zip(made, self._callers, strict=False)]
        self._sent += requests
        return requests

    def _fresh(self, number: int) -> Recipe:
        """Return a request to do the operation's work for, each about another thing where there are several."""
        made = self._driver.fresh(self._operation)
        return made.having("path", self._paths[number % len(self._paths)]) if self._paths else made

    def _things(self) -> list[Mapping[str, Any]]:
        """Return two paths that a read does its work for, none where there are not so many."""
        sample = self._driver.sample(self._operation).recipe
        found = [sample.path] if sample.path else []
        with suppress(NotExercised):
            for path in islice(self._driver.paths(self._operation) if found else (), _TRIED):
                request = sample.having("path", path).request()
                if path not in found and self._driver.send(request, self._operation).ok:
                    return [*found, path]
        return []

    def _belonging(self, one: Marked, caller: Caller | None) -> Marked:
        words = self._words.get(caller.name) if caller is not None else None
        return marks.owned(one, words, "caller") if words else one

    def _told_apart(self) -> dict[str, frozenset[str]]:
        """Return the words that each caller alone is answered, and no other."""
        callers = {caller.name: caller for caller in self._callers if caller is not None}
        if len(callers) < _CONVICTING:
            return {}
        answers = {name: [self._words_for(caller) for _ in range(2)] for name, caller in callers.items()}
        return {name: (one & two) - _others(answers, name) for name, (one, two) in answers.items()}

    def _words_for(self, caller: Caller) -> frozenset[str]:
        request = self._driver.fresh(self._operation).request()
        exchange = self._driver.send_as(caller, request, self._operation)
        return marks.words_of(exchange) if exchange.ok else frozenset()

    def _alone(self, requests: Sequence[Marked]) -> list[Exchange]:
        """Send requests one after another."""
        return [self._one(one, caller) for one, caller in zip(requests, self._callers, strict=False)]

    def _together(self, witness: Callable[[], None] | None) -> _Round:
        """Send requests at the same time, each running into the others, and note what they see of one another."""
        one = _Round(self._requests(self._level, _TOGETHER))

        def look() -> None:
            one.held += self._held(one.requests)

        meeting = Meeting(_TOGETHER, witness or look)
        one.exchanges = self._driver.send_together(
            [request.request for request in one.requests],
            self._operation,
            callers=self._callers,
            faults=[Interleaved(meeting, self._steps) for _ in one.requests],
            deadline=self._rig.service.deadline + _WITNESSING,
        )
        if witness is None:
            one.held += self._held(one.requests, marks.doubled(one.exchanges))
        one.hits = self._unshared(one)
        return one

    def _held(self, requests: Sequence[Marked], more: Sequence[str] = ()) -> list[state.Held]:
        tokens = [*(token for request in requests for token in request.tokens), *more]
        return state.held(state.user_modules(self._code.owns), roots(self._target, self._rig), tokens)

    def _unshared(self, one: _Round) -> list[Hit]:
        """Return what requests see of others that they do not see when each is alone: that is for all to see."""
        found = marks.hits(one.exchanges, one.requests, self._sent)
        if self._operation.method in SAFE:
            alone = self._alone(one.requests)
            found += self._differing(one, alone)
            self._share(marks.hits(alone, one.requests, self._sent))
        elif found and self._shared is None:
            requests = self._requests(self._level, _TOGETHER)
            self._share(marks.hits(self._alone(requests), requests, self._sent))
        apart = [hit for hit in found if _public(hit) not in (self._shared or ())]
        return apart or self._in_defaults(one, found)

    def _in_defaults(self, one: _Round, found: list[Hit]) -> list[Hit]:
        """Return what requests see of others because it is kept as an argument's default: nobody means that for all."""
        held = self._held(one.requests) if found else []
        elsewhere = {which.token for which in held if not which.default}
        return [hit for hit in found if hit.token in {which.token for which in held} - elsewhere]

    def _share(self, hits: list[Hit]) -> None:
        self._shared = (self._shared or set()) | {_public(hit) for hit in hits}

    def _differing(self, one: _Round, alone: list[Exchange]) -> list[Hit]:
        """Return where requests are answered what others are, and never when they are alone, whatever the order.

        What was sent is left out: where that is shown is known.
        """
        together = one.exchanges
        if not marks.differing(alone, alone, together) and not marks.repeated(alone, [], together):
            return []
        pairs = list(zip(one.requests, self._callers, strict=True))[::-1]
        again = [self._one(request, caller) for request, caller in pairs][::-1]
        tokens = [token for request in self._sent for token in request.tokens]
        differing = marks.differing(alone, again, together) or marks.repeated(alone, again, together)
        return [hit for hit in differing if not any(token in hit.token.casefold() for token in tokens)]

    def _one(self, one: Marked, caller: Caller | None) -> Exchange:
        return self._driver.send_as(caller, one.request, self._operation)


def _refused(one: _Round) -> bool:
    """Return whether not even two requests that were sent together did their work."""
    return sum(exchange.ok for exchange in one.exchanges) < _CONVICTING


def _public(hit: Hit) -> tuple[str, bool]:
    """Return what is shown to all when a hit is: what was sent as something, to those that are answered or in logs."""
    return hit.carrier, hit.spot == "log"


def _others(answers: dict[str, list[frozenset[str]]], name: str) -> frozenset[str]:
    return frozenset().union(*(words for other, both in answers.items() if other != name for words in both))


class _Blame:
    """Finds the line that let requests see one another: the assignment to what they share."""

    def __init__(self, driver: Driver, operation: Operation, code: UserCode) -> None:
        self._operation = operation
        recorder = Recorded(code.owns)
        driver.send(driver.fresh(operation).request(), operation, fault=recorder)
        self._run = [one for function in recorder.functions for one in assignments(function)]
        self._scopes = {function.co_filename: scope for function, scope in recorder.functions.items()}
        files = state.user_files(code.owns)
        inside = {one.at for one in self._run}
        self._elsewhere = [one for one in all_assignments(files) if one.at not in inside]

    def crossing(self, one: _Round, hit: Hit) -> Crossing:
        fault = one.exchanges[hit.index].fault
        how = f"{_TOGETHER} requests of different callers are sent at the same time"
        provoked = Provoked(how, "together", one.exchanges[hit.index], self._operation, hit.token, fault)
        tokens = {hit.token for hit in one.hits}
        shown = [held for held in one.held if held.token in tokens]
        found = self._assigned(shown) or self._suspect() or self._assigned(one.held)
        if found is None:
            return Crossing(provoked, hit, self._operation.at, True)
        return Crossing(provoked, hit, found.at, found in self._run)

    def _assigned(self, held: list[state.Held]) -> Assignment | None:
        """Return the first assignment to what holds a text of a request: one of them rather than many."""
        for some in ([one for one in held if one.single], held):
            fitting = [found for one in some if (found := self._to(one)) is not None]
            if fitting:
                return min(fitting, key=self._order)
        return None

    def _to(self, held: state.Held) -> Assignment | None:
        """Return the assignment to the outermost of the names that lead to what is held."""
        for name in held.path:
            fitting = [one for one in (*self._run, *self._elsewhere) if _assigns(one, name, held)]
            if fitting:
                return min(fitting, key=lambda one: (_is_apart(one, name, held), one.empty, self._order(one)))
        return None

    def _order(self, one: Assignment) -> tuple[bool, int]:
        """Return when an assignment is run, those that are not part of the operation last."""
        inside = one in self._run
        return not inside, self._run.index(one) if inside else 0

    def _suspect(self) -> Assignment | None:
        """Return the likeliest of the assignments that the operation runs: to what outlives a request, at best."""
        found = [one for one in self._run if not one.making]
        return min(found, key=lambda one: (not self._outlives(one), one.entry, one.empty), default=None)

    def _outlives(self, one: Assignment) -> bool:
        first = one.names[0]
        scope = self._scopes.get(one.at.path, {})
        return len(one.names) == 1 or first in ("self", "cls") or first in scope or "app" in one.names[:-1]


def _assigns(one: Assignment, name: str, held: state.Held) -> bool:
    """Return whether an assignment is to something of that name: to a global only in its own module."""
    if not name or one.names[-1] != name or one.making:
        return False
    return len(one.names) > 1 or one.entry or (name == held.path[0] and one.at.path == held.file)


def _is_apart(one: Assignment, name: str, held: state.Held) -> bool:
    """Return whether an assignment is likely to be to another thing of that name."""
    return one.given and not held.default and bool(held.file) and name == held.path[0]


EVIDENCE = (headers_read, crossings)
