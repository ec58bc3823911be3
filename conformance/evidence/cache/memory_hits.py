"""Evidence of hits in memory that are none: answers that are not what was kept, and empty values taken for missing."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from conformance.app.differences import leaves
from conformance.app.exchange import Exchange
from conformance.app.operations import Operation
from conformance.app.truth import asked_for_truth
from conformance.check import evidence
from conformance.evidence.cache.caching import varying
from conformance.evidence.cache.flaws import Flaw, differences, names_in
from conformance.evidence.cache.remembering import Recalling, Remembered, Remembering
from conformance.observe.stores import ABSENT

# Warm and cold


@evidence
def remembered_answers(remembering: Remembering, recalling: Recalling, operation: Operation) -> list[Flaw]:
    """How the answers from memory differ from those that filled it, in every round."""
    remembering.require()
    found = _Warm(remembering, recalling)
    same = found.differences(_ROUNDS) and found.differences(_MORE)
    one = remembering.entries[0]
    seen = f"key: {remembering.name(one.entry)}"
    message = f"{operation} answers otherwise from its memory: {next(iter(same.values()))}" if same else ""
    return [Flaw(operation, message, one.asked or operation.at, seen)] if same else []


_ROUNDS, _MORE = 2, 8


class _Warm:
    """Compares answers from memory with those that filled it."""

    def __init__(self, kept: Remembering, recalling: Recalling) -> None:
        self._kept, self._recalling = kept, recalling
        self._pairs = list(zip(kept.cold, kept.warm, strict=False))
        self._names = names_in(one.held for one in kept.entries)
        self._memo = all(one.entry.store.memo for one in kept.entries)

    def differences(self, number: int) -> dict[object, str]:
        """Return what differs in so many rounds, and in none of two that filled it."""
        while len(self._pairs) < number:
            self._recalling.forget()
            self._pairs.append((self._recalling.send(), self._recalling.send()))
        fresh = [cold for cold, _ in self._pairs]
        noise = varying(fresh)
        all_of_them = [dict(differences(fresh, *pair, noise, self._names)) for pair in self._pairs]
        first = all_of_them[0].items()
        return {what: said for what, said in first if all(what in one for one in all_of_them) and self._counts(what)}

    def _counts(self, what: object) -> bool:
        """Return whether a difference is that of a copy: what a dict is for may be to say that something is new."""
        return self._memo or (isinstance(what, tuple) and (not what or not self._names.isdisjoint(what)))


# Values that are empty


@evidence
def remembered_falsy(remembering: Remembering, recalling: Recalling, operation: Operation) -> list[Flaw]:
    """The entries in memory that are taken for missing when what they hold is empty; seen twice."""
    remembering.require()
    found = []
    for one in [one for one in remembering.entries if one.entry.value is not ABSENT]:
        empty = _emptied(one, remembering.cold[0])
        if empty is not _UNKNOWN and _is_missed(recalling, one, empty):
            name, what = remembering.name(one.entry), repr(_inner(empty, one))
            message = f"{operation} takes an empty value ({what}) in its memory for a miss, and makes {name} anew"
            places = [place for place in (one.asked, *one.by) if place is not None]
            found.append(Flaw(operation, message, asked_for_truth(places) or one.asked, f"key: {name}"))
    return found


_UNKNOWN: Any = object()


def _is_missed(recalling: Recalling, one: Remembered, empty: Any) -> bool:
    """Return whether an entry is made anew when it holds an empty value, and is left alone when it holds another."""
    other = _replaced(one.entry.value, one, _more)
    try:
        full = [_is_left(recalling, one, copy(other)) for _ in range(_ROUNDS)]
        return all(full) and all(_is_left(recalling, one, copy(empty)) is False for _ in range(_ROUNDS))
    finally:
        recalling.forget()


def _is_left(recalling: Recalling, one: Remembered, value: Any) -> bool | None:
    """Return whether an entry is left as it is when it holds something else, None where that is not answered."""
    recalling.put(one.entry, value)
    exchange = recalling.send()
    return _is(one.entry.value, value) if exchange.ok else None


def _is(one: Any, other: Any) -> bool:
    return one is other or (type(one) is type(other) and isinstance(one, int | float | str) and one == other)


def _emptied(one: Remembered, fresh: Exchange) -> Any:
    """Return an empty value of the kind that an entry has; _UNKNOWN where there is none."""
    if one.entry.store.function is not None:
        return _UNKNOWN  # what asks for it is a library, which knows what is missing
    return _replaced(one.entry.value, one, lambda value: _empty(value, fresh))


def _replaced(value: Any, one: Remembered, make: Callable[[Any], Any]) -> Any:
    """Return what is made of a value, beside the time it ends where that is kept with it."""
    if type(value) is not tuple or len(value) != _PAIR:
        return make(value)
    parts = [index for index, part in enumerate(value) if (index,) not in one.drifts and part is not None]
    made = make(value[parts[0]]) if len(parts) == 1 else _UNKNOWN
    return _UNKNOWN if made is _UNKNOWN else tuple(made if i == parts[0] else part for i, part in enumerate(value))


_PAIR = 2


def _empty(value: Any, fresh: Exchange) -> Any:
    if type(value) is str:
        return "" if value in leaves(fresh.body).values() else _UNKNOWN
    return {list: [], int: 0, float: 0.0}.get(type(value), _UNKNOWN)


def _more(value: Any) -> Any:
    """Return another value of the same kind that is not empty."""
    return [*value, *value] if type(value) is list else f"x{value}" if type(value) is str else value + 1


def _inner(value: Any, one: Remembered) -> Any:
    return next((part for part in value if not part), value) if isinstance(value, tuple) else value


EVIDENCE = (remembered_answers, remembered_falsy)
