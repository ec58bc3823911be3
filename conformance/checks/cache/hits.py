"""Hits: the second read finds what the first one kept, uses it, and answers the same."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache.flaws import Flaw
from conformance.finding import Finding
from conformance.gathering import Across

# key-is-stable


@check("cache.key-is-stable")
def key_is_stable(unstable_keys: list[Flaw], across: Across) -> Iterator[Finding]:
    """The same request asks for the same key.

    Why: a key that holds the ``repr`` of an object or the time is never asked for again, and the cache fills up.
    Do: build the key from the values that decide on the answer: ``f"item:{item_id}:{language}"``
    Don't: ``f"items:{session}"``, ``f"items:{kwargs}"`` with a client or a session among the arguments; ``@lru_cache``
    on a function that is given the session, or on a method of what each request makes anew
    Read: https://github.com/long2ice/fastapi-cache#custom-key-builder
    """
    yield from of_one(unstable_keys, across, "unstable_keys")


@key_is_stable.of_app
def key_is_stable_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "unstable_keys")


# second-read-is-a-hit


@check("cache.second-read-is-a-hit")
def second_read_is_a_hit(ignored_hits: list[Flaw], across: Across) -> Iterator[Finding]:
    """What is found in the cache is used, and not made and written anew.

    Why: a cache that is asked and then not believed costs two trips to Redis with every request, and saves nothing.
    Do: ``if (stored := await redis.get(key)) is not None: return json.loads(stored)``
    Don't: ``redis.set(key, str(data))`` with ``json.loads(stored)`` inside ``except ValueError: pass``
    Read: https://redis.io/docs/latest/develop/clients/patterns/
    """
    yield from of_one(ignored_hits, across, "ignored_hits")


@second_read_is_a_hit.of_app
def second_read_is_a_hit_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "ignored_hits")


# warm-equals-cold


@check("cache.warm-equals-cold")
def warm_equals_cold(altered_answers: list[Flaw], across: Across) -> Iterator[Finding]:
    """An answer from the cache is the one that was kept: status, media type, headers and body.

    Why: what a client gets depends on who asked before; a number that comes back as a text breaks it now and then.
    Do: keep what is answered, encoded and decoded by the same model: ``Item.model_validate_json(stored)``
    Don't: ``redis.set(key, total)`` and then ``return redis.get(key)``, which is a text; ``load(item_id).pop("owner")``
    of what ``@lru_cache`` keeps
    Read: https://docs.pydantic.dev/latest/concepts/serialization/
    """
    yield from of_one(altered_answers, across, "altered_answers")


@warm_equals_cold.of_app
def warm_equals_cold_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "altered_answers")


# falsy-values-are-cached


@check("cache.falsy-values-are-cached")
def falsy_values_are_cached(refused_falsy: list[Flaw], across: Across) -> Iterator[Finding]:
    """An empty value in the cache is a hit like any other.

    Why: nothing found is often what takes longest to find, and without a hit it is looked for with every request.
    Do: ``if stored is not None:``
    Don't: ``if stored:``, ``stored or compute()``
    Read: https://redis.io/docs/latest/commands/get/
    """
    yield from of_one(refused_falsy, across, "refused_falsy")


@falsy_values_are_cached.of_app
def falsy_values_are_cached_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "refused_falsy")


CHECKS = (key_is_stable_of_app, second_read_is_a_hit_of_app, warm_equals_cold_of_app, falsy_values_are_cached_of_app)
