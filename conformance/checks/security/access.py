"""Access: credentials are asked for and looked at, and what belongs to one caller is no other's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conformance.app.operations import Operation
from conformance.check import check
from conformance.checks.security.breaches import found, of_many, of_one
from conformance.evidence.security.breaches import Breach
from conformance.evidence.security.intruders import Anonymous
from conformance.evidence.security.trespasses import taking
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable
from conformance.gathering import Across

# anonymous-is-rejected


@check("security.anonymous-is-rejected")
def anonymous_is_rejected(
    operation: Operation, intrusions: list[Breach], across: Across, *, public: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """An operation that asks for credentials does nothing for who has none, or has made them up.

    Why: a token that is taken and not looked at, or a JWT whose signature nobody verifies, lets everybody in.
    Do: ``jwt.decode(token, key, algorithms=["HS256"])`` in a dependency of the router, and 401 when it fails;
    ``public = ["GET /health"]`` names all operations that anyone may call, and then every other has to ask
    Don't: ``token: str = Depends(oauth2_scheme)`` with nothing done about ``token``
    Read: https://fastapi.tiangolo.com/tutorial/security/
    """
    del public  # judged of the app
    yield from of_one(intrusions, across, "intrusions")


@anonymous_is_rejected.of_app
def anonymous_is_rejected_of_app(
    operations: tuple[Operation, ...], across: Across, *, public: tuple[str, ...] = ()
) -> Iterator[Finding]:
    try:
        yield from of_many(across, "intrusions", "no operation asks for credentials")
    except NotApplicable:
        if not public:
            raise
    if public:
        yield from _unlike_listed(public, {one.id for one in operations}, dict(across("nobody")))


def _unlike_listed(public: tuple[str, ...], known: set[str], answered: dict[Operation, Anonymous]) -> Iterator[Finding]:
    """Yield what is wrong with the list of public operations: what it lacks, and what it should not have."""
    for name in public:
        if name not in known:
            yield Finding(f"{name} is listed as public, and there is no such operation")
    for operation, seen in answered.items():
        if operation.id in public and seen.exchange.status in (401, 403):
            yield Finding(f"{operation} is listed as public, and asks for credentials", operation.at)
        elif seen.let_in and operation.id not in public:
            message = f"{operation} is not listed as public, and does its work for anyone"
            yield Finding(message, operation.at, repeat=seen.exchange.request.curl())


# objects-belong-to-callers


@check("security.objects-belong-to-callers")
def objects_belong_to_callers(
    operation: Operation, trespasses: list[Breach], across: Across, *, shared: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """What belongs to one caller is neither read nor changed by another.

    Why: ids can be counted, guessed or overheard; who has one reads and changes what is not theirs.
    Do: ``select(Order).where(Order.id == order_id, Order.owner_id == me.id)`` in every operation, 404 for the rest;
    ``shared = ["GET /notes/{note_id}"]`` names operations on things that whoever is logged in may have
    Don't: ``session.get(Order, order_id)`` for whoever is logged in
    Read: https://owasp.org/API-Security/editions/2023/en/0xa1-broken-object-level-authorization/
    """
    common = {one.through for one in _by_way_of_one(across, shared)}
    if operation.id not in shared:
        yield from found(one for one in trespasses if one.through not in common)


@objects_belong_to_callers.of_app
def objects_belong_to_callers_of_app(across: Across, *, shared: tuple[str, ...] = ()) -> Iterator[Finding]:
    if not any(True for _ in across("trespasses")):
        raise NotApplicable("no operation on a thing of somebody's was exercised by two callers")
    yield from found(_by_way_of_one(across, shared))


def _by_way_of_one(across: Across, shared: tuple[str, ...]) -> list[Breach]:
    """Return what several operations let happen by way of one dependency: it is that which does not look."""
    judged = [(operation, ones) for operation, ones in across("trespasses") if operation.id not in shared]
    every = [one for _, ones in judged for one in ones]
    sound = {None, *(taking(operation) for operation, ones in judged if not ones)}
    spread = Spread((one.operation, one.through) for one in every if one.through not in sound)
    return [replace(one, at=one.through) for one in every if one.through in spread]


# websockets-check-the-caller


@check("security.websockets-check-the-caller", level="should")
def websockets_check_the_caller(handshakes: list[Breach]) -> Iterator[Finding]:
    """A websocket that asks for credentials is opened by who has them, from a page that is meant to.

    Why: browsers let any page open a websocket, and send the cookies of who looks at it along.
    Do: verify the token before ``accept``, close with 1008 when it is none; compare ``Origin`` where a cookie decides
    Don't: ``token: str = Query()`` with nothing done about ``token``
    Read: https://fastapi.tiangolo.com/advanced/websockets/#using-depends-and-others
    """
    yield from found(handshakes)


# login-throttles


@check("security.login-throttles", level="should")
def login_throttles(endless_guesses: list[Finding]) -> Iterator[Finding]:
    """Who sends wrong passwords is soon made to wait.

    Why: passwords that leaked elsewhere are tried here by the million, and one in some hundred fits.
    Do: count failures by name and address, and answer 429 with ``Retry-After``; a waiver where a proxy does
    Don't: leave it to how slow the hash is
    Read: https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/
    """
    yield from endless_guesses


CHECKS = (anonymous_is_rejected_of_app, objects_belong_to_callers_of_app, websockets_check_the_caller)
LAST = (login_throttles,)  # what it provokes lasts for the rest of the run
