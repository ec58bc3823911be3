"""Pages of other origins: they may read errors as well, and may ask before they show who they are."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.causes import seen
from conformance.evidence.middleware.cors import Preflight, Uncrossed
from conformance.finding import Finding, Place

# errors-carry-cors-headers


@check("middleware.errors-carry-cors-headers")
def errors_carry_cors_headers(cors_errors: list[Uncrossed]) -> Iterator[Finding]:
    """An error carries the same CORS headers as a success.

    Why: without them a browser hides the error from the page, which shows its user "network error" for a 401 or a 500.
    Do: wrap the app, ``app = CORSMiddleware(app, allow_origins=[...])``, or turn crashes into answers further inside
    Don't: ``app.add_middleware(CORSMiddleware, ...)`` alone, because a 500 is made outside of all middleware
    Read: https://fastapi.tiangolo.com/tutorial/cors/
    """
    groups: dict[Place | None, list[Uncrossed]] = {}
    for one in cors_errors:
        groups.setdefault(one.layer.at, []).append(one)
    for at, group in groups.items():
        first, why = group[0], "; ".join(dict.fromkeys(one.why for one in group))
        statuses = ", ".join(dict.fromkeys(str(one.exchange.status) for one in group))
        said = f"{statuses} is answered without the CORS headers of a success ({first.how}): {why}"
        names = tuple(dict.fromkeys(one.operation.id for one in group))
        yield Finding(said, at, seen(first.exchange), operations=names)


# preflight-needs-no-credentials


@check("middleware.preflight-needs-no-credentials")
def preflight_needs_no_credentials(preflights: list[Preflight]) -> Iterator[Finding]:
    """A CORS preflight succeeds without credentials.

    Why: browsers send none with it, so that no page of another origin can call an operation that answers it with 401.
    Do: add ``CORSMiddleware`` last, or wrap the app in it: what is added last is met first
    Don't: a middleware that asks every request for a token, added after ``CORSMiddleware``
    Read: https://fastapi.tiangolo.com/tutorial/cors/
    """
    groups: dict[tuple[Place | None, str], list[Preflight]] = {}
    for one in preflights:
        groups.setdefault((one.layer.at, one.why), []).append(one)
    for (at, why), group in groups.items():
        first = group[0].exchange
        said = f"a preflight for {group[0].operation} is answered {first.status}: {why}"
        names = tuple(dict.fromkeys(one.operation.id for one in group))
        yield Finding(said, at, seen(first), first.request.curl(), names)


CHECKS = (errors_carry_cors_headers, preflight_needs_no_credentials)
