"""Evidence of context variables: those that middleware sets, as the routes see them, and those that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.operations import Operation
from conformance.app.passages import Context
from conformance.check import evidence
from conformance.evidence.middleware.delivery import require_middleware, spread
from conformance.evidence.middleware.stacks import Followed, Stacks, request_to
from conformance.faults.contexts import ABSENT, Looking, Read, Readings
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across

_OTHERS = "current_async_library_cvar"  # anyio's, which a worker thread has no use for
_MOST = 40  # operations whose own variables are looked at

Variable = ContextVar[Any]


@dataclass(frozen=True)
class LostContext:
    """A context variable that does not get where it is needed: in words, and the line at fault."""

    message: str
    at: Place | None


@evidence
def lost_contexts(
    across: Across, driver: Driver, stacks: Stacks, code: UserCode, operations: tuple[Operation, ...]
) -> list[LostContext]:
    """Context variables that middleware sets and the routes do not see, or asks for and does not get."""
    require_middleware(stacks, operations)
    ways = _Ways(driver, stacks, code)
    found = [one for operation in spread(across, operations) for one in ways.down(operation)]
    exercised = [operation for operation, problem in across("problem") if not problem]
    found += [one for operation in exercised[:_MOST] for one in ways.up(operation)]
    if not ways.reached:
        raise NotExercised("middleware answers every request before it comes to the routes")
    if not ways.known:
        raise NotApplicable("no middleware sets a context variable, or asks for one that is set further inside")
    return list(dict.fromkeys(found))


class _Ways:
    """Looks at contexts along the stack: `reached` says whether any routes were, `known` whether there was any."""

    def __init__(self, driver: Driver, stacks: Stacks, code: UserCode) -> None:
        self._driver, self._stacks, self._code = driver, stacks, code
        self.reached = self.known = False

    def down(self, operation: Operation) -> Iterator[LostContext]:
        """Yield what is set further outside and missing further inside, twice."""
        first = self._down(operation)
        yield from [one for one in first if one in self._down(operation)] if first else []

    def _down(self, operation: Operation) -> list[LostContext]:
        looking = Looking()
        with suppress(NotExercised):
            followed = self._stacks.follow(request_to(self._driver, operation), operation, stand_in=looking)
            self.reached = self.reached or bool(looking.seen)
            return list(self._missing(followed, looking)) if looking.seen else []
        return []

    def _missing(self, followed: Followed, looking: Looking) -> Iterator[LostContext]:
        passages = [(number, one.entry) for number, one in enumerate(followed.passages) if one.entered]
        for (number, outer), (_, inner) in pairwise(passages):
            for variable in _set_between(outer, inner):
                self.known = True
                setter = followed.layer(number)
                loser = _loser(variable, [one for one in passages if one[0] > number])
                if loser is not None:
                    layer = followed.layer(loser)
                    said = f"{layer.name} runs what is inside of it without {variable.name}, which {setter.name} sets"
                    yield LostContext(said, layer.at)
                    continue
                for where, context in looking.seen.items():
                    if _is_lost(variable, looking.seen["an endpoint"], context, outer):
                        said = f"{variable.name}, which {setter.name} sets, is gone in {where}"
                        yield LostContext(said, setter.at)

    def up(self, operation: Operation) -> Iterator[LostContext]:
        """Yield what middleware asks for after the routes have set it, and gets as it was before, twice."""
        with suppress(NotExercised):
            followed = self._stacks.follow(self._driver.fresh(operation).request(), operation)
            if followed.reached_routes and _set_inside(followed):
                first = self._unseen(operation)
                yield from [one for one in first if one in self._unseen(operation)] if first else []

    def _unseen(self, operation: Operation) -> list[LostContext]:
        readings = Readings(self._code.owns)
        request = self._driver.fresh(operation).request()
        followed = self._stacks.follow(request, operation, around=readings.around)
        changed = _set_inside(followed)
        asked = [one for one in readings.found if one.variable in changed and one.number < len(followed.stack) - 1]
        self.known = self.known or bool(asked)
        return [lost for one in asked if (lost := _unseen(followed, one)) is not None]


def _unseen(followed: Followed, read: Read) -> LostContext | None:
    """Return what is wrong where a layer asks after the routes and gets what was there before them."""
    inside = followed.passages[-1]
    after = inside.answered[read.variable]
    if not read.late or read.value is after or read.value is not inside.entry.get(read.variable, ABSENT):
        return None
    answers = [(number, one.answered) for number, one in enumerate(followed.passages) if one.status is not None]
    losing = [number for number, context in answers if context.get(read.variable, ABSENT) is not after]
    losing = losing or _left_behind(followed, read.variable)
    if not losing:
        return None  # who set it took it back, or who had set it before
    asking, layer = followed.layer(read.number), followed.layer(max(losing))
    at = read.at if layer == asking else layer.at
    said = f"{asking.name} asks for {read.variable.name} after the routes have set it, and gets what it was before"
    return LostContext(f"{said}: {layer.name} runs them in a task of their own", at)


def _left_behind(followed: Followed, variable: Variable) -> list[int]:
    """Return the layer that ends without a variable which the next one ends with: that ran in a task of its own."""
    after = followed.passages[-1].answered[variable]
    entered = [(number, one) for number, one in enumerate(followed.passages) if one.entered]
    for (number, outer), (_, inner) in reversed(list(pairwise(entered))):
        if inner.left.get(variable, ABSENT) is not after:
            return []
        if outer.left.get(variable, ABSENT) is not after:
            return [number] if outer.task is not inner.task else []
    return []


def _is_ours(variable: Variable) -> bool:
    return variable.name.startswith("conformance_") or variable.name == _OTHERS


def _set_between(outer: Context, inner: Context) -> list[Variable]:
    """Return the variables that have another value further inside."""
    return [one for one, value in inner.items() if not _is_ours(one) and outer.get(one, ABSENT) is not value]


def _set_inside(followed: Followed) -> list[Variable]:
    """Return the variables that the routes set before their answer began."""
    return _set_between(followed.passages[-1].entry, followed.passages[-1].answered)


def _loser(variable: Variable, passages: list[tuple[int, Context]]) -> int | None:
    """Return the layer inside of which a variable is gone, None where it is there to the end."""
    for (number, _), (_, inner) in pairwise(passages):
        if variable not in inner:
            return number
    return None


def _is_lost(variable: Variable, endpoint: Context, context: Context, before: Context) -> bool:
    """Return whether a variable that an endpoint sees is gone, or what it was before it was set."""
    if variable not in endpoint or context.get(variable, ABSENT) is endpoint[variable]:
        return False
    value = context.get(variable, ABSENT)
    return value is ABSENT or value is None or value is before.get(variable, ABSENT)


EVIDENCE = (lost_contexts,)
