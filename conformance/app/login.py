"""Becoming a caller with nothing but a user name and a password."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from fastapi.security import APIKeyCookie, APIKeyHeader, HTTPBasic
from fastapi.security.base import SecurityBase

from conformance.app.exchange import Caller, Exchange, Request
from conformance.app.framework import flat_dependants
from conformance.app.functions import underlying
from conformance.app.naming import words
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.recipe import Recipe, encode_form
from conformance.app.values import recipe
from conformance.finding import NotExercised

Send = Callable[[Request], Exchange]
_TOKENS = ("accesstoken", "token", "jwt", "idtoken", "authtoken", "bearer", "sessiontoken", "apikey")
_USERS = ("username", "email", "login", "user", "name", "identifier", "account", "mail")
_PLACES = {
    "login",
    "token",
    "signin",
    "auth",
    "session",
    "sessions",
    "authenticate",
    "authorize",
    "tokens",
    "log",
    "sign",
}
_OTHER = {
    "register",
    "signup",
    "reset",
    "forgot",
    "change",
    "refresh",
    "recover",
    "verify",
    "up",
    "out",
    "logout",
    "revoke",
}


class LoginError(Exception):
    """The app does not let the configured user in; the message says what was tried."""


def log_in(operations: Iterable[Operation], username: str, password: str, send: Send) -> tuple[Caller, dict[str, Any]]:
    """Return the caller a user name and a password make, and the members of the answer; raise LoginError."""
    operations = list(operations)
    tried: list[str] = []
    for request in log_in_requests(operations, username, password):
        exchange = send(request)
        caller = _caller(username, exchange, operations) if exchange.ok else None
        if caller is not None:
            answer = exchange.json()
            return caller, answer if isinstance(answer, dict) else {}
        tried.append(f"{request.method} {request.path} answered {exchange.failure or exchange.status}")
    if not tried and _schemes(operations, HTTPBasic):
        return _basic(username, password), {}
    if not tried:
        tried.append("the app has no password flow and no operation that takes a user name and a password")
    raise LoginError(f"cannot log in as {username!r}: {'; '.join(tried)}")


def _basic(username: str, password: str) -> Caller:
    code = base64.b64encode(f"{username}:{password}".encode()).decode()
    return Caller(username, {"authorization": f"Basic {code}"})


def log_in_requests(operations: list[Operation], username: str, password: str) -> Iterator[Request]:
    """Yield the requests that may let in who has a user name and a password."""
    seen: set[str] = set()
    for flow in _password_flows(operations):
        path = _token_path(flow.tokenUrl, operations)
        if path not in seen:
            seen.add(path)
            yield from _token_requests(path, " ".join(flow.scopes or ()), username, password)
    for operation in sorted(filter(takes_login, operations), key=lambda o: (len(o.path), o.path)):
        if operation.path not in seen:
            yield from _login_request(operation, username, password)


def _token_requests(path: str, scope: str, username: str, password: str) -> Iterator[Request]:
    form = {"grant_type": "password", "username": username, "password": password}
    for fields in ([{**form, "scope": scope}] if scope else []) + [form]:
        body, media_type = encode_form(fields)
        yield Request("POST", path, headers=(("content-type", media_type),), body=body)


def _login_request(operation: Operation, username: str, password: str) -> Iterator[Request]:
    try:
        yield recipe(operation, values=credentials(username, password)).request()
    except NotExercised:
        return


def credentials(username: str, password: str) -> dict[str, str]:
    """Return a user name and a password under every name a login may ask for them by."""
    return dict.fromkeys(_USERS, username) | {"password": password}


def takes_login(operation: Operation) -> bool:
    """Return whether an operation takes a user name and a password to let its caller in."""
    if operation.method != "POST" or "{" in operation.path:
        return False
    said = set(words(operation.path.rpartition("/")[2])) | set(words(operation.path))
    last = set(words(operation.path.rstrip("/").rpartition("/")[2]))
    return bool(said & _PLACES) and not last & _OTHER and _asks_for_password(operation)


def takes_registration(operation: Operation) -> bool:
    """Return whether an operation takes a user name and a password for somebody who is new."""
    alone = operation.method == "POST" and "{" not in operation.path
    return alone and not takes_login(operation) and _asks_for_password(operation)


def accounts(made: Recipe) -> list[tuple[str, str]]:
    """Return the user names that a request to register may have given, each with its password."""
    sent = made.form if made.form is not None else made.body
    inner = [value for value in sent.values() if isinstance(value, dict)] if isinstance(sent, dict) else []
    texts = {name.lower(): value for one in [*inner, sent] if isinstance(one, dict) for name, value in one.items()}
    password = next((value for name, value in texts.items() if "password" in name and isinstance(value, str)), None)
    names = [texts[name] for name in _USERS if isinstance(texts.get(name), str)]
    return [(name, password) for name in names] if password is not None else []


def _asks_for_password(operation: Operation) -> bool:
    names: set[str] = set()
    for parameter in parameters(operation):
        names |= {parameter.name.lower(), *_members(parameter.schema)}
    return any("password" in name for name in names) and any(name in _USERS for name in names)


def _members(schema: Mapping[str, Any]) -> set[str]:
    inner = [schema, *schema.get("$defs", {}).values()]
    return {name.lower() for one in inner for name in one.get("properties", {})}


def _password_flows(operations: list[Operation]) -> Iterator[Any]:
    for scheme in _schemes(operations, SecurityBase):
        flow = getattr(getattr(scheme.model, "flows", None), "password", None)
        if flow is not None:
            yield flow


def _schemes(operations: list[Operation], kind: type) -> list[Any]:
    found: dict[int, Any] = {}
    for operation in operations:
        for dependant in flat_dependants(operation.dependant) if operation.dependant else ():
            for call in (dependant.call, underlying(dependant.call) if dependant.call else None):
                if isinstance(call, kind):
                    found[id(call)] = call
    return list(found.values())


def _token_path(url: str, operations: list[Operation]) -> str:
    path = "/" + urlsplit(url).path.lstrip("./")
    ending = [o.path for o in operations if o.method == "POST" and o.path.rstrip("/").endswith(path.rstrip("/"))]
    return path if path in ending or not ending else min(ending, key=len)


def _caller(username: str, exchange: Exchange, operations: list[Operation]) -> Caller | None:
    cookies = _cookies(exchange)
    token = next(_tokens(exchange.json()), None)
    if token is None:
        return Caller(username, {}, cookies) if cookies else None
    headers = {"authorization": f"Bearer {token}"}
    for scheme in _schemes(operations, APIKeyHeader):
        headers.setdefault(scheme.model.name.lower(), token)
    for scheme in _schemes(operations, APIKeyCookie):
        cookies.setdefault(scheme.model.name, token)
    return Caller(username, headers, cookies)


def _cookies(exchange: Exchange) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie()
    for name, value in exchange.headers:
        if name == "set-cookie":
            jar.load(value)
    return {name: morsel.value for name, morsel in jar.items() if morsel.value}


def _tokens(answer: Any) -> Iterator[str]:
    """Yield what may be the token in an answer, best name first, outer members before inner ones."""
    if not isinstance(answer, dict):
        if isinstance(answer, str) and len(answer) > 15:
            yield answer
        return
    flat = {"".join(words(str(name))): value for name, value in answer.items()}
    yield from (flat[name] for name in _TOKENS if isinstance(flat.get(name), str) and flat[name])
    for value in answer.values():
        if isinstance(value, dict):
            yield from _tokens(value)
