"""Evidence of what belongs to one caller and another can read or change.

That something belongs to a caller is told by the app itself: its lists show each caller their own, it says who the
owner is, or it refuses the other caller at another operation on the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Caller, Exchange
from conformance.app.framework import flat_dependants
from conformance.app.functions import defined_at
from conformance.app.naming import KEYS, placeholder, segments, words
from conformance.app.operations import Operation
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence.security.breaches import Breach, lets_in
from conformance.evidence.security.intruders import Anonymous
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.rig import Rig

_ALL_SEEING = frozenset({"admin", "administrator", "root", "superuser", "staff", "operator", "support"})
_OWNERS = frozenset({"owner", "ownerid", "ownername", "ownedby", "userid", "customerid", "accountid"})
_CHANGING = frozenset({"PUT", "PATCH", "DELETE"})
_REFUSED = (401, 403, 404)
_HINT = "give another caller by [[tool.conformance.callers]] or the hook pytest_conformance_callers"


@dataclass(frozen=True)
class Stranger:
    """A caller whom the first one's things do not belong to, and what sends requests as them."""

    name: str
    driver: Driver


@evidence
def strangers(rig: Rig, driver: Driver, other_callers: list[Caller]) -> list[Stranger]:
    """Callers other than the first who are not there to see everything; each makes things of their own."""
    plain = [one for one in other_callers if not _ALL_SEEING & set(words(one.name))]
    guidance = replace(driver.guidance, seeded={}, requests={}, credentials={})
    return [Stranger(one.name, Driver(rig.service, rig.operations, guidance, _always(one))) for one in plain]


def _always(caller: Caller) -> Any:
    return lambda again: caller


@evidence
def trespasses(
    driver: Driver,
    sampled: bool,
    operation: Operation,
    sample: Valid,
    nobody: Anonymous,
    strangers: list[Stranger],
) -> list[Breach]:
    """Where another caller is let in to a thing that is not theirs."""
    if not sample.recipe.path:
        raise NotApplicable("has no id in its path")
    if driver.caller() is None:
        raise NotApplicable("is called without credentials")
    if nobody.let_in:
        raise NotApplicable("does its work for anyone")
    sample.require()
    if not strangers:
        raise NotExercised(f"needs another caller; {_HINT}")
    looked = [_Looking(driver, stranger, operation, sample) for stranger in strangers]
    problems = [problem for one in looked if (problem := one.problem)]
    if len(problems) == len(looked):
        raise NotExercised(problems[0])
    return [breach for one in looked if not one.problem for breach in one.found()][:1]


@dataclass
class _Looking:
    """Compares what one operation does for the first caller and for a stranger."""

    driver: Driver
    stranger: Stranger
    operation: Operation
    valid: Valid

    @cached_property
    def own(self) -> Valid | None:
        """A request of the stranger's that the operation did its work for, about a thing of their own."""
        with suppress(NotExercised):
            own = self.stranger.driver.sample(self.operation)
            if not own.problem and own.recipe.path != self.valid.recipe.path:
                return own
        return None

    @cached_property
    def made(self) -> Recipe:
        return self.driver.fresh(self.operation)

    @cached_property
    def answer(self) -> Exchange:
        """What the stranger is answered about a thing of the first caller's."""
        answer = self.stranger.driver.send(self.made.request(), self.operation)
        return answer if lets_in(answer, self.valid.exchange) else self.moved or answer

    @cached_property
    def moved(self) -> Exchange | None:
        """What the stranger is answered about a thing of the first caller's by way of something of their own.

        A list has to tell that it is not in there, for ids may be counted anew in each; and the answer, in what it is.
        """
        made = self.driver.fresh(self.operation)
        *outer, inner = sorted(made.path, key=lambda name: self.operation.path.find(placeholder(name)))
        if self.own is None or not outer or not any(self._listed(inner, made.path)):
            return None
        path = {**made.path, **{name: self.own.recipe.path[name] for name in outer}}
        answer = self.stranger.driver.send(made.having("path", path).request(), self.operation)
        said = any(_says(answer.json(), name, made.path[name]) for name in outer if path[name] != made.path[name])
        return answer if said and lets_in(answer, self.valid.exchange) else None

    @cached_property
    def why(self) -> str:
        """What tells that the thing belongs to the first caller, "" when nothing does."""
        path = self.driver.fresh(self.operation).path
        return next(self._signs(path), "")

    @property
    def problem(self) -> str:
        """Why nothing can be said, "" when something can."""
        if not lets_in(self.answer, self.valid.exchange):
            told = self.answer.status is not None and 300 <= self.answer.status < 500
            return "" if told else f"another caller is answered {self.answer.failure or self.answer.status}"
        if self.own is None:
            return "another caller is let in too, who has nothing of their own here: it could be their role"
        if not self.why:
            return "another caller is let in too, and nothing tells whether the thing is to be shared"
        return ""

    def found(self) -> Iterator[Breach]:
        if lets_in(self.answer, self.valid.exchange):
            verb = {"GET": "read", "HEAD": "read", "DELETE": "delete"}.get(self.operation.method, "change")
            message = f"{self.operation} lets a caller {verb} what belongs to another"
            seen = f"{self.answer.status} for {self.stranger.name!r}, though {self.why}"
            repeat = self.answer.request.curl()
            inner = self.operation.path.rpartition("{")[2].partition("}")[0] if self.answer is self.moved else ""
            yield Breach(self.operation, message, self.operation.at, seen, repeat, taking(self.operation, inner))

    def _signs(self, path: Any) -> Iterator[str]:
        for name in path:
            yield from self._listed(name, path)
        yield from self._hidden(path)
        if self.operation.method in _CHANGING and self.operation.path.endswith("}"):
            yield from self._owned(path)
            yield from self._refused()

    def _listed(self, name: str, path: Any) -> Iterator[str]:
        """Yield that the list of such things shows the stranger what they made, and not what the first caller did."""
        collection = self.operation.path.partition(f"/{placeholder(name)}")[0]
        lister = self.driver.operations.get(f"GET {collection}") or self.driver.operations.get(f"GET {collection}/")
        if lister is None or self.own is None:
            return
        mine, theirs = str(path[name]), str(self.own.recipe.path[name])
        seen = self._ids(self.driver, lister, path), self._ids(self.stranger.driver, lister, self.own.recipe.path)
        if mine in seen[0] - seen[1] and (theirs in seen[1] or self.operation.method == "DELETE"):
            yield f"{lister} does not show it to them"

    def _ids(self, driver: Driver, lister: Operation, path: Any) -> set[str]:
        known = {part for part in path if placeholder(part) in segments(lister.path)}
        with suppress(NotExercised):
            made = driver.sample(lister).recipe
            given = made.having("path", {**made.path, **{part: path[part] for part in known}})
            return set(_keys(driver.send(given.request(), lister).json()))
        return set()

    def _hidden(self, path: Any) -> Iterator[str]:
        """Yield that reading the thing itself is refused to the stranger, who may read things of their own."""
        root = self.operation.path.partition("}")[0] + "}"
        reader = self.driver.operations.get(f"GET {root}")
        if reader is not None and reader is not self.operation and self._keeps_out(reader, path):
            yield f"{reader} refuses it to them"

    def _refused(self) -> Iterator[str]:
        """Yield that another change of the thing is refused to the stranger, who may make it to things of their own."""
        for method in sorted(_CHANGING - {self.operation.method}):
            other = self.driver.operations.get(f"{method} {self.operation.path}")
            # Each time another thing: one that is not refused may be gone.
            if other is not None and self._keeps_out(other, self.driver.fresh(self.operation).path):
                yield f"{other} refuses it to them"

    def _keeps_out(self, other: Operation, path: Any) -> bool:
        with suppress(NotExercised):
            theirs = self.stranger.driver.sample(other)
            made = theirs.recipe.having("path", {name: path[name] for name in theirs.recipe.path if name in path})
            refused = not theirs.problem and self.stranger.driver.send(made.request(), other).status in _REFUSED
            return refused and (other.method not in SAFE or self.driver.send(made.request(), other).ok)
        return False

    def _owned(self, path: Any) -> Iterator[str]:
        """Yield that the thing says whose it is, and those of the two callers say otherwise."""
        reader = self.driver.operations.get(f"GET {self.operation.path}")
        if reader is None:
            return
        with suppress(NotExercised):
            theirs = self.stranger.driver.sample(reader)
            mine = self.driver.send(theirs.recipe.having("path", path).request(), reader).json()
            for name, value in _owners(mine):
                if not theirs.problem and dict(_owners(theirs.exchange.json())).get(name) not in (None, value):
                    yield f"its {name} is {value!r}"


def taking(operation: Operation, name: str = "") -> Place | None:
    """Return the dependency that takes the id, or the one of a name, where it is not the operation itself."""
    for dependant in flat_dependants(operation.dependant) if operation.dependant else ():
        taken = [one.alias for one in dependant.path_params]
        if dependant is not operation.dependant and (name in taken if name else taken):
            return defined_at(dependant.call)
    return None


def _says(value: Any, name: str, held: Any) -> bool:
    """Return whether an answer says that it is in what a parameter of the path names."""
    wanted = set(words(name)) - {"id"}
    found = value.items() if isinstance(value, dict) and wanted else ()
    return any(set(words(str(key))) - {"id"} == wanted and str(one) == str(held) for key, one in found)


def _keys(value: Any, key: str = "") -> Iterator[str]:
    """Yield what in an answer may be the id of something."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _keys(item, str(name))
    elif isinstance(value, list):
        for item in value:
            yield from _keys(item, key)
    elif isinstance(value, str | int) and (not key or (words(key) or [""])[-1] in KEYS):
        yield str(value)


def _owners(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if "".join(words(str(name))) in _OWNERS and isinstance(item, str | int):
                yield name, item


EVIDENCE = (strangers, trespasses)
