"""Evidence of cookies that say who calls, and of what they lack."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.login import takes_login
from conformance.app.naming import words
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.lines import adding, called, calls, constants
from conformance.evidence.security.breaches import Breach
from conformance.finding import NotApplicable, Place
from conformance.gathering import Across

_CREDENTIALS = frozenset({"session", "sessionid", "sess", "sid", "token", "jwt", "auth", "login", "remember"})
_READ_BY_SCRIPTS = frozenset({"csrf", "xsrf", "csrftoken"})
_ATTRIBUTES = (("httponly", "HttpOnly"), ("secure", "Secure"), ("samesite", "SameSite"))


@dataclass(frozen=True)
class Cookie:
    """A cookie as it was set, with its attributes in lower case."""

    name: str
    value: str
    attributes: dict[str, str]

    @property
    def is_gone(self) -> bool:
        """Whether it is taken away, not given."""
        past = self.attributes.get("max-age") == "0" or "1970" in self.attributes.get("expires", "")
        return past or self.value in ("", '""')


def _parsed(header: str) -> Cookie:
    first, *others = (part.strip() for part in header.split(";"))
    name, _, value = first.partition("=")
    pairs = (one.partition("=") for one in others)
    return Cookie(name, value, {key.strip().lower(): text for key, _, text in pairs})


@evidence
def cookies(across: Across, driver: Driver, code: UserCode) -> list[Breach]:
    """The cookies with credentials that browsers hand out where they should not, each with what it lacks."""
    given = [
        (operation, one)
        for operation, sample in across("sample")
        for name, value in sample.exchange.headers
        if name == "set-cookie" and not (one := _parsed(value)).is_gone
    ]
    held = [(operation, one) for operation, one in given if _says_who(operation, one, driver)]
    if not held:
        raise NotApplicable("no answer sets a cookie that says who calls")
    return list({one.name: breach for operation, one in held for breach in _lacking(operation, one, code)}.values())


def _says_who(operation: Operation, one: Cookie, driver: Driver) -> bool:
    said = words(one.name)
    if _READ_BY_SCRIPTS & set(said):
        return False
    caller = driver.caller()
    known = caller is not None and one.name in caller.cookies
    return known or takes_login(operation) or bool(_CREDENTIALS & set(said[-1:])) or "".join(said) in _CREDENTIALS


def _lacking(operation: Operation, one: Cookie, code: UserCode) -> Iterator[Breach]:
    at, decided = _set_at(one.name, code)
    lacks = [shown for name, shown in _ATTRIBUTES if name not in one.attributes and name not in decided]
    if one.attributes.get("samesite", "").lower() == "none" and "secure" not in one.attributes:
        lacks = list(dict.fromkeys([*lacks, "Secure"]))
    if lacks:
        message = f"the cookie {one.name} is set without {' and '.join(lacks)}"
        shown = "; ".join(f"{name}={value}".rstrip("=") for name, value in one.attributes.items())
        yield Breach(operation, message, at or operation.at, f"Set-Cookie: {one.name}=...; {shown}".rstrip("; "))


def _set_at(name: str, code: UserCode) -> tuple[Place | None, set[str]]:
    """Return the line that sets a cookie, and which of its attributes are decided only when it runs."""
    setting = list(calls(code, lambda node: called(node) == "set_cookie"))
    named = [(place, node) for place, node in setting if _named(node) == name]
    named = named or [(place, node) for place, node in setting if not _named(node)][:1]
    for place, node in named:
        return place, {key.arg for key in node.keywords if key.arg and not isinstance(key.value, ast.Constant)}
    for place, node in adding(code, "SessionMiddleware"):
        deciding = {key.arg for key in node.keywords if not isinstance(key.value, ast.Constant)}
        return place, {"secure"} if "https_only" in deciding else set()
    by_hand = (place for place, text in constants(code) if text.startswith(f"{name}="))
    return next(by_hand, None), set()


def _named(node: ast.Call) -> str:
    given = [*node.args[:1], *(key.value for key in node.keywords if key.arg == "key")]
    return str(given[0].value) if given and isinstance(given[0], ast.Constant) else ""


EVIDENCE = (cookies,)
