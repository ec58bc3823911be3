"""Keys: whatever decides on an answer is part of the key that it is kept under."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache.flaws import Flaw
from conformance.finding import Finding
from conformance.gathering import Across

# key-covers-every-parameter


@check("cache.key-covers-every-parameter")
def key_covers_every_parameter(mixed_parameters: list[Flaw], across: Across) -> Iterator[Finding]:
    """Requests that are to be answered differently do not share an entry, nor do caches on the way mix them up.

    Why: a key without the page, the language or the tenant answers everybody what the first one asked for.
    Do: ``f"items:{page}:{language}"``, or a key made of the path and the whole sorted query; ``Vary: Accept-Language``
    Don't: ``f"items:{page}"`` where the language decides on the answer too
    Read: https://github.com/long2ice/fastapi-cache#custom-key-builder
    """
    yield from of_one(mixed_parameters, across, "mixed_parameters")


@key_covers_every_parameter.of_app
def key_covers_every_parameter_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "mixed_parameters")


# key-covers-the-caller


@check("cache.key-covers-the-caller")
def key_covers_the_caller(mixed_callers: list[Flaw], across: Across) -> Iterator[Finding]:
    """Nobody is answered from the cache what was made for somebody else.

    Why: one person's orders, address and name are shown to the next who asks, for as long as the entry lives.
    Do: ``f"orders:{user.id}"``; a second caller under ``[[tool.conformance.callers]]`` lets this be seen
    Don't: ``f"{request.url}"``, or ``@cache()`` around what depends on who is logged in; a dict by item for all users
    Read: https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/
    """
    yield from of_one(mixed_callers, across, "mixed_callers")


@key_covers_the_caller.of_app
def key_covers_the_caller_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "mixed_callers")


CHECKS = (key_covers_every_parameter_of_app, key_covers_the_caller_of_app)
