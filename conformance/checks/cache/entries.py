"""Entries: they end some day, are not executed, and those nobody understands are as good as missing."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache.flaws import Flaw, named
from conformance.finding import Finding
from conformance.gathering import Across

# entries-expire


@check("cache.entries-expire")
def entries_expire(undying_entries: list[Flaw], across: Across, *, durable: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Every entry that a cache writes has a time to live.

    Why: without one a wrong answer lives for ever, and the cache grows until Redis is full, or drops what matters.
    Do: ``await redis.set(key, value, ex=300)``; ``durable = ["menu:*"]`` names keys that are meant to stay
    Don't: ``await redis.set(key, value)``
    Read: https://redis.io/docs/latest/commands/expire/
    """
    yield from of_one([one for one in undying_entries if not named(one, durable)], across, "undying_entries")


@entries_expire.of_app
def entries_expire_of_app(across: Across, *, durable: tuple[str, ...] = ()) -> Iterator[Finding]:
    yield from of_many(across, "undying_entries", lambda one: not named(one, durable))


# corrupt-entry-is-a-miss


@check("cache.corrupt-entry-is-a-miss")
def corrupt_entry_is_a_miss(corrupt_crashes: list[Flaw], across: Across) -> Iterator[Finding]:
    """An entry that is cut off, or was written by another version, is a miss and no server error.

    Why: the first deployment that changes a model answers 500 until the last old entry has expired.
    Do: ``except ValidationError: stored = None``, or a version in the key
    Don't: ``return Item(**json.loads(stored))`` with nothing around it
    Read: https://docs.pydantic.dev/latest/errors/errors/
    """
    yield from of_one(corrupt_crashes, across, "corrupt_crashes")


@corrupt_entry_is_a_miss.of_app
def corrupt_entry_is_a_miss_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "corrupt_crashes")


# no-pickle


@check("cache.no-pickle")
def no_pickle(unpickled_entries: list[Flaw], across: Across) -> Iterator[Finding]:
    """What comes out of the cache is not unpickled.

    Why: a pickle is a program. Whoever may write to Redis, by another app or an open port, runs it in this one.
    Do: ``json.dumps``, ``model_dump_json``, msgpack
    Don't: ``pickle.loads(await redis.get(key))``, ``PickleCoder``, ``PickleSerializer``
    Read: https://docs.python.org/3/library/pickle.html
    """
    yield from of_one(unpickled_entries, across, "unpickled_entries")


@no_pickle.of_app
def no_pickle_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "unpickled_entries")


CHECKS = (entries_expire_of_app, corrupt_entry_is_a_miss_of_app, no_pickle_of_app)
