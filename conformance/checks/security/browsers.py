"""Browsers: whose pages may call, what cookies and headers tell a browser, under which names the app answers."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.exchange import Exchange
from conformance.app.loading import Target
from conformance.check import check
from conformance.checks.causes import of_answer
from conformance.checks.security.breaches import found
from conformance.evidence.security.breaches import Breach
from conformance.finding import Finding

# cors-is-not-open


@check("security.cors-is-not-open")
def cors_is_not_open(open_origins: list[Breach]) -> Iterator[Finding]:
    """No page of another origin may call with its visitor's credentials, but those that are named.

    Why: any page on the web can act as whoever is logged in and looks at it, and read the answers.
    Do: ``allow_origins=["https://app.example.com"]``; anybody's pages, with ``allow_credentials=False``
    Don't: ``allow_origins=["*"], allow_credentials=True``, ``allow_origin_regex=".*"``, a header that repeats Origin
    Read: https://fastapi.tiangolo.com/tutorial/cors/
    """
    yield from found(open_origins)


# cookies-are-protected


@check("security.cookies-are-protected", level="should")
def cookies_are_protected(cookies: list[Breach]) -> Iterator[Finding]:
    """A cookie that says who calls is kept from scripts, from plain HTTP, and from the pages of others.

    Why: any script on a page reads it, any network on the way sees it, any page of others makes use of it.
    Do: ``response.set_cookie("session", value, httponly=True, secure=True, samesite="lax")``;
    ``SessionMiddleware(..., https_only=True)``
    Don't: ``response.set_cookie("token", token)``
    Read: https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html#cookies
    """
    yield from found(cookies)


# security-headers


@check("security.security-headers", level="should")
def security_headers(
    bare_answers: list[tuple[str, Exchange]],
    target: Target,
    *,
    headers: tuple[str, ...] = ("X-Content-Type-Options",),
) -> Iterator[Finding]:
    """Answers carry the headers that make browsers careful.

    Why: without ``nosniff`` a browser may run what was meant as data; a page without protection can be framed.
    Do: one middleware that adds them to all answers; a waiver where a proxy does; ``headers`` names which there must be
    Don't: only in the answers that are no errors
    Read: https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
    """
    for name in headers:
        yield from _lacking(name, [one for one in bare_answers if one[1].size], target)
    pages = [one for one in bare_answers if one[1].media_type == "text/html"]
    framed = [one for one in pages if "frame-ancestors" not in (one[1].header("content-security-policy") or "")]
    yield from _lacking("X-Frame-Options", framed, target)


def _lacking(name: str, answers: list[tuple[str, Exchange]], target: Target) -> Iterator[Finding]:
    lacking = [(what, one) for what, one in answers if one.status is not None and one.header(name) is None]
    if lacking:
        what, first = lacking[0]
        names = tuple(what for what, _ in lacking if " /" in what)
        seen = f"{first.status} {first.media_type} for {what}"
        at = target.at if len(lacking) == len(answers) else of_answer(first, None, target).at
        yield Finding(f"answers without {name}: {len(lacking)} of {len(answers)}", at, seen, operations=names)


# foreign-hosts-are-refused


@check("security.foreign-hosts-are-refused", level="should")
def foreign_hosts_are_refused(foreign_hosts: list[Breach], target: Target) -> Iterator[Finding]:
    """A request that names another host is refused.

    Why: links in answers and mails, and caches on the way, are made of the name the caller chose.
    Do: ``app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])``; a waiver where a proxy refuses
    Don't: ``request.url_for(...)`` in a mail, with any host believed
    Read: https://fastapi.tiangolo.com/advanced/middleware/#trustedhostmiddleware
    """
    for first in sorted(foreign_hosts, key=lambda one: not one.message.endswith("leads to it"))[:1]:
        names = tuple(one.operation.id for one in foreign_hosts)
        yield Finding(first.message, target.at, first.seen, first.repeat, names)


CHECKS = (cors_is_not_open, cookies_are_protected, security_headers, foreign_hosts_are_refused)
