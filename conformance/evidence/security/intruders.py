"""Evidence of who is let in: nobody in particular, and callers whose credentials nobody gave out."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from fastapi.security.base import SecurityBase

from conformance.app import forging
from conformance.app.code import UserCode
from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Caller, Exchange, Request
from conformance.app.framework import flat_dependants
from conformance.app.functions import defined_at, underlying
from conformance.app.login import takes_login
from conformance.app.naming import segments, words
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.secret import is_secret_name
from conformance.check import evidence
from conformance.evidence.lines import assigned
from conformance.evidence.provoked import canary, security
from conformance.evidence.security.breaches import Breach, lets_in, refuses
from conformance.finding import NotApplicable, NotExercised, Place

HEADERS = frozenset({"authorization", "x-api-key", "api-key", "apikey", "x-auth-token", "x-access-token", "x-token"})
COOKIES = frozenset({"session", "sessionid", "session_id", "sid", "access_token", "token", "auth", "jwt"})
_GIVING_BACK = ({"logout"}, {"log", "out"}, {"signout"}, {"sign", "out"}, {"revoke"})


@dataclass(frozen=True)
class Anonymous:
    """What an operation answers nobody: the exchange, and whether that did the operation's work."""

    exchange: Exchange
    let_in: bool


@evidence
def nobody(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> Anonymous:
    """The valid request of an operation, sent without any credentials."""
    request = _bare(driver.fresh(operation).request(), operation)
    exchange = driver.send(request, operation, anonymous=True)
    sent = [name for name, _ in exchange.request.headers if name in HEADERS | _named(operation)[0]]
    if sent:
        raise NotExercised(f"the configuration sends {sent[0]} with every request: give it as a caller's header")
    return Anonymous(exchange, lets_in(exchange, sample.exchange))


@evidence
def intrusions(driver: Driver, operation: Operation, sample: Valid, nobody: Anonymous, code: UserCode) -> list[Breach]:
    """Where an operation that asks for credentials is content with none, or with any."""
    if takes_login(operation) or _gives_back(operation):
        raise NotApplicable("takes any credentials, to let its caller in or out")
    if nobody.let_in:
        return _open(operation, nobody, code)
    if not _asks(operation, sample, nobody):
        raise NotApplicable("asks for no credentials")
    if not (refuses(nobody.exchange) or (_is_declared(operation) and _is_refusal(nobody.exchange, sample))):
        raise NotExercised(
            f"answers {nobody.exchange.status or 'nothing'} to nobody, which says nothing of credentials"
        )
    return list(_forged(driver, operation, sample, _looked_at(operation, nobody.exchange, code)))


def _asks(operation: Operation, sample: Valid, nobody: Anonymous) -> bool:
    headers, cookies = _named(operation)
    return bool(security(operation) or headers or cookies) or refuses(nobody.exchange) or refuses(sample.exchange)


def _is_declared(operation: Operation) -> bool:
    """Return whether an operation reads credentials from a scheme or a header: a cookie may just count visits."""
    return bool(security(operation) or _named(operation)[0])


def _is_refusal(exchange: Exchange, sample: Valid) -> bool:
    """Return whether nobody is turned away from what the caller is given, with whatever status."""
    return not sample.problem and exchange.status is not None and 400 <= exchange.status < 500


def _gives_back(operation: Operation) -> bool:
    """Return whether an operation ends a session: by RFC 7009 a token that is not valid is as good as ended."""
    said = set(words((segments(operation.path) or [""])[-1]))
    return any(some <= said for some in _GIVING_BACK)


def _open(operation: Operation, nobody: Anonymous, code: UserCode) -> list[Breach]:
    """Return that nobody is let in, where that cannot be meant: some credentials are a must."""
    if not (any(map(_is_strict, security(operation))) or _is_described(operation)):
        raise NotApplicable("lets anyone in, and declares no credentials that are a must; `public` can forbid that")
    message = f"{operation} is declared to need credentials, and does its work without any"
    return [Breach(operation, message, operation.at, _seen(nobody.exchange), nobody.exchange.request.curl())]


def _is_strict(scheme: Any) -> bool:
    """Return whether a security scheme refuses who has no credentials: FastAPI's own, unless told not to."""
    own = type(scheme).__call__.__module__.startswith("fastapi.")
    return own and getattr(scheme, "auto_error", True) is True


def _is_described(operation: Operation) -> bool:
    """Return whether the operation itself is described as needing credentials; an empty choice makes them optional."""
    wanted = (getattr(operation.route, "openapi_extra", None) or {}).get("security")
    return all(wanted) if wanted else False


def _forged(driver: Driver, operation: Operation, sample: Valid, at: Place | None) -> Iterator[Breach]:
    request = _bare(driver.fresh(operation).request(), operation)
    for how, change in _credentials(operation, driver.caller()):
        first = driver.send(change(request), operation, anonymous=True)
        if lets_in(first, sample.exchange):
            request = _bare(driver.fresh(operation).request(), operation)
            if lets_in(driver.send(change(request), operation, anonymous=True), sample.exchange):
                message = f"{operation} lets in who sends {how}"
                yield Breach(operation, message, at, _seen(first), first.request.curl())
                return


def _bare(request: Request, operation: Operation) -> Request:
    """Return a request without what may say who sends it."""
    return request.without_headers("cookie", *HEADERS, *_named(operation)[0])


def _named(operation: Operation) -> tuple[set[str], set[str]]:
    """Return the headers and the cookies that an operation reads credentials from, in lower case."""
    headers = {one.name.lower() for one in parameters(operation) if one.where == "header"} & HEADERS
    cookies = {one.name for one in parameters(operation) if one.where == "cookie" and one.name.lower() in COOKIES}
    for model in (scheme.model for scheme in security(operation)):
        where = getattr(getattr(model, "in_", None), "value", "")
        headers |= {model.name.lower()} if where == "header" else set()
        cookies |= {model.name} if where == "cookie" else set()
    return headers, cookies


def _credentials(operation: Operation, caller: Caller | None) -> Iterator[tuple[str, Any]]:
    """Yield credentials that must not do: in words, and as a change of a request."""
    for how, token in forging.made_up(canary()):
        for change in _places(operation, token):
            yield how, change
    for name, value in caller.headers.items() if caller is not None else ():
        if name.lower() in HEADERS | _named(operation)[0] or is_secret_name(name):
            for how, other in forging.altered(value):
                yield how, _with_header(name, other)
    for name, value in caller.cookies.items() if caller is not None else ():
        for how, other in forging.altered(value):
            yield how, _with_header("cookie", f"{name}={other}")


def _places(operation: Operation, token: str) -> Iterator[Any]:
    headers, cookies = _named(operation)
    for name in headers - {"authorization"}:
        yield _with_header(name, token)
    for name in cookies:
        yield _with_header("cookie", f"{name}={token}")
    for scheme in security(operation):
        model = scheme.model
        if getattr(getattr(model, "in_", None), "value", "") == "query":
            yield _with_query(model.name, token)
    kinds = {str(getattr(scheme.model, "scheme", "") or "bearer") for scheme in security(operation)}
    yield _with_header("authorization", f"Bearer {token}")
    if "basic" in kinds:
        yield _with_header("authorization", f"Basic {base64.b64encode(f'admin:{token}'.encode()).decode()}")


def _with_header(name: str, value: str) -> Any:
    return lambda request: request.with_headers({name: value})


def _with_query(name: str, value: str) -> Any:
    return lambda request: replace(request, query=(*request.query, (name, value)))


def _looked_at(operation: Operation, refused: Exchange, code: UserCode) -> Place | None:
    """Return where credentials are looked at: what refused nobody in front of the routes, or read them by hand."""
    taken = _taken_at(operation, code) if refused.reached != "outside" else None
    refusal = refused.refusal or (refused.answer if refused.reached == "outside" else None)
    by_hand = refusal.at if refusal is not None and refusal.phase != "endpoint" else None
    return taken or by_hand or operation.at


def _taken_at(operation: Operation, code: UserCode) -> Place | None:
    """Return the function that takes the credentials an operation declares, or where their scheme is made."""
    for dependant in flat_dependants(operation.dependant) if operation.dependant else ():
        taken = [one for one in dependant.dependencies if _is_scheme(one.call)]
        named = {one.alias.lower() for one in dependant.header_params} & HEADERS
        cookies = {one.alias.lower() for one in dependant.cookie_params} & COOKIES
        if dependant is not operation.dependant and (taken or named or cookies):
            at = defined_at(dependant.call)
            if at is not None and code.owns(at.path):
                return at
        elif taken and all(one.name is None for one in taken):
            return assigned(code, taken[0].call) or operation.at
    return None


def _is_scheme(call: Any) -> bool:
    return isinstance(call, SecurityBase) or isinstance(underlying(call), SecurityBase)


def _seen(exchange: Exchange) -> str:
    return f"{exchange.status} {exchange.media_type} {exchange.text[:200]}".strip()


EVIDENCE = (nobody, intrusions)
