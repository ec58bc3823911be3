"""Evidence of what is made many times over when an entry is missing and many ask for it at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conformance.app.commands import Entry, fills
from conformance.app.exchange import Exchange
from conformance.check import evidence
from conformance.evidence.cache.caching import Cached, Caching, Observing, finds, written
from conformance.evidence.cache.flaws import Flaw
from conformance.finding import NotApplicable, NotExercised

_TOGETHER = 30
_TIMES = 2
_CHEAP = 0.005  # seconds that are not worth waiting for somebody else
_AGAIN, _FEW, _LONG = 30, 5, 1.0  # answers of which none is to be made quicker: fewer of those that take long
_LEFT = 0.02  # of the life of an entry, when it is looked whether it is made anew before it ends


@evidence
def stampedes(caching: Caching, observing: Observing) -> list[Flaw]:
    """How often requests that come at the same time make what is missing; the least of two rounds."""
    caching.require()
    costly = _costly(caching, observing)
    if not costly:
        raise NotApplicable("is made anew so fast that nobody needs to wait for another")
    observing.together(_TOGETHER)  # so that all have connections: with making one, a request comes too late
    rounds = [_round(caching, observing) for _ in range(_TIMES)]
    least = {one: min(each[one] for each in rounds) for one in costly}
    ahead = {one for one, times in least.items() if times > 1 and _is_renewed_ahead(observing, one)}
    return list(_flaws(caching, {one: times for one, times in least.items() if one not in ahead}))


def _costly(caching: Caching, observing: Observing) -> list[Cached]:
    """Return the entries that always take a while to be made: a busy machine makes anything slow now and then."""
    least = _least(caching, caching.cold, {})
    for number in range(_AGAIN):
        worth = [one for one in caching.entries if least.get(one.entry, 0) >= _CHEAP]
        if not worth or (number >= _FEW and sum(least.values()) * number > _LONG):
            break
        least = _least(caching, [_fresh(caching, observing)], least)
    return worth


def _least(caching: Caching, exchanges: Iterable[Exchange], known: Mapping[Entry, float]) -> dict[Entry, float]:
    """Return the least seconds it took to make each entry, once it was known to be missing."""
    least = dict(known)
    for fill in (fill for one in exchanges for fill in fills(one.commands)):
        least[fill.entry] = min(fill.seconds, least.get(fill.entry, fill.seconds))
    return {one.entry: least[one.entry] for one in caching.entries if one.entry in least}


def _fresh(caching: Caching, observing: Observing) -> Exchange:
    observing.remove(one.entry for one in caching.entries)
    exchange = observing.send()
    if not exchange.ok:
        raise NotExercised(f"{caching.operation} answers {exchange.failure or exchange.status} when it is asked anew")
    return exchange


def _round(caching: Caching, observing: Observing) -> dict[Cached, int]:
    """Return how many of many requests at once filled each entry."""
    observing.remove(one.entry for one in caching.entries)
    exchanges = observing.together(_TOGETHER)
    filled = [{fill.entry for fill in fills(exchange.commands)} for exchange in exchanges]
    return {one: sum(one.entry in some for some in filled) for one in caching.entries}


def _is_renewed_ahead(observing: Observing, one: Cached) -> bool:
    """Return whether an entry is made anew while it is still there, so that nobody finds it missing."""
    if one.seconds is None:
        return False
    with observing.ending(one.entry, one.seconds * _LEFT):
        exchanges = [observing.send() for _ in range(_TIMES)]
        left = observing.seconds(one.entry)
    renewed = left is None or left > one.seconds / 2 or any(written(each, one.entry) is not None for each in exchanges)
    return renewed and all(finds(each, one.entry) for each in exchanges)


def _flaws(caching: Caching, least: dict[Cached, int]) -> Iterator[Flaw]:
    for one, times in least.items():
        if times > 1:
            key = caching.name(one.entry)
            message = f"{caching.operation} makes {key} {times} times when {_TOGETHER} ask at once and it is missing"
            seen = f"key: {key}, written by {times} of {_TOGETHER} requests"
            yield Flaw(caching.operation, message, caching.at(one.fill.read), seen, str(one.entry), times)


EVIDENCE = (stampedes,)
