"""Privacy: caches on the way to clients give nobody what is for somebody else; with Redis or without."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.cache.flaws import of_many, of_one
from conformance.evidence.cache.flaws import Flaw
from conformance.finding import Finding
from conformance.gathering import Across

_NONE = "no operation that was exercised reads something with credentials"


@check("cache.private-answers-stay-private")
def private_answers_stay_private(
    shared_answers: list[Flaw], across: Across, *, public: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """An answer that is for one caller is not one that shared caches may keep, and 304 is said of no other's.

    Why: a proxy or a CDN keeps the page of who came first, and hands it to everybody, past the login.
    Do: ``Cache-Control: private, max-age=60``, ``no-store``, or ``Vary: Cookie``; an ETag made of what is answered;
    ``public = ["GET /prices"]`` names operations whose answers are for all
    Don't: ``Cache-Control: public`` for all paths; ``max-age`` alone, where a cookie says who calls
    Read: https://www.rfc-editor.org/rfc/rfc9111#section-3.5
    """
    yield from of_one([one for one in shared_answers if one.operation.id not in public], across, "shared_answers")


@private_answers_stay_private.of_app
def private_answers_stay_private_of_app(across: Across, *, public: tuple[str, ...] = ()) -> Iterator[Finding]:
    yield from of_many(across, "shared_answers", lambda one: one.operation.id not in public, _NONE)


CHECKS = (private_answers_stay_private_of_app,)
