"""Evidence of answers that give away passwords, their hashes, keys and secrets."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from conformance.app.acceptance import accepts
from conformance.app.code import UserCode
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.framework import lenient_issubclass, response_annotation
from conformance.app.login import takes_login
from conformance.app.mutation import leaves
from conformance.app.naming import ids_in, noun, segments, words
from conformance.app.operations import Operation
from conformance.app.protected import parsed
from conformance.app.recipe import Recipe
from conformance.app.secret import is_password_name, name_words
from conformance.check import evidence
from conformance.evidence import marks
from conformance.evidence.provoked import canary
from conformance.evidence.security.breaches import Breach
from conformance.finding import NotExercised, Place
from conformance.gathering import Across

_HASHES = re.compile(
    r"\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}|\$argon2(?:id|i|d)\$v=\d+\$m=|pbkdf2[_:]sha\d+[:$]\d+\$"
    r"|\bscrypt:\d+:\d+:\d+\$|\$(?:5|6|y)\$[./A-Za-z0-9=,$]{8,}\$|\{S?SHA\d*\}[A-Za-z0-9+/=]{20,}"
)
_KEY = re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----")
_PASSWORDS = re.compile(r"^(?:.* )?(?:hashed password|password hash|password digest|pwd hash|passwd|password)$")
_SECRETS = re.compile(r"^(?:.* )?(?:secret|secret key|client secret|private key|api secret|totp secret|signing key)$")
_MASKED = re.compile(r"\*|\.\.\.|…|•|x{4,}", re.I)
_ASKED_FOR = frozenset(
    [
        *("key", "keys", "secret", "secrets", "token", "tokens", "credential", "credentials", "auth", "oauth"),
        *("login", "session", "sessions", "mfa", "2fa", "totp", "otp", "clients"),
    ]
)
_LEAST = 12  # characters of a value that could be a secret


@dataclass(frozen=True)
class Registered:
    """A password that an operation took, of ours and nobody else's, and what it answered."""

    password: str
    operation: Operation
    exchange: Exchange


@evidence
def registered(across: Across, driver: Driver, sampled: bool) -> list[Registered]:
    """Passwords of ours that the app was given to keep."""
    sent = (_registering(driver, operation) for operation, sample in across("sample") if sample.exchange.ok)
    return [one for one in sent if one is not None and one.exchange.ok]


def _registering(driver: Driver, operation: Operation) -> Registered | None:
    if operation.method in SAFE or takes_login(operation) or driver.is_shared(operation):
        return None
    with suppress(NotExercised):
        made, password = driver.fresh(operation), f"Pw0-{canary()}!"
        for where, location in leaves(made):
            if location and is_password_name(str(location[-1])):
                made = made.put(where, location, password)
        if _holds(made, password) and not accepts(operation, made):
            return Registered(password, operation, driver.send(made.request(), operation))
    return None


def _holds(made: Recipe, text: str) -> bool:
    return any(made.at(*spot) == text for spot in leaves(made))


@evidence
def giveaways(
    driver: Driver, operation: Operation, sample: Valid, registered: list[Registered], code: UserCode
) -> list[Breach]:
    """Where the answers of an operation hold what was to stay secret."""
    answers = list(_answers(driver, operation, sample, registered))
    if sample.problem and not any(one.ok for one in answers):
        raise NotExercised(sample.problem)
    found = [(name, how, one) for one in answers for name, how in _secrets(operation, one, registered, driver)]
    return [
        Breach(operation, f"{operation} answers {how}", _at(operation, name, code), _seen(name, one), "")
        for name, how, one in found[:1]
    ]


def _answers(driver: Driver, operation: Operation, sample: Valid, registered: list[Registered]) -> Iterator[Exchange]:
    yield sample.exchange
    yield from (one.exchange for one in registered if one.operation is operation)
    for one in registered if operation.method in SAFE and sample.exchange.ok else ():
        yield driver.send(_about(operation, sample.recipe, one).request(), operation)


def _about(operation: Operation, made: Recipe, one: Registered) -> Recipe:
    """Return a request for what was registered, where an operation reads such things by their ids."""
    below = operation.path.removeprefix(f"{one.operation.path.rstrip('/')}/").strip("{}")
    if below in made.path:
        thing = noun((segments(one.operation.path) or [""])[-1])
        known = [value for value in ids_in(one.exchange.json(), below, thing) if not isinstance(value, dict)]
        changed = made.put("path", (below,), known[0]) if known else made
        return made if accepts(operation, changed) else changed
    return made


def _secrets(
    operation: Operation, exchange: Exchange, registered: list[Registered], driver: Driver
) -> Iterator[tuple[str, str]]:
    """Yield what is secret in an answer: the name it has there, and what it is."""
    known = {one.password for one in registered}
    own = driver.guidance.credentials.get("password")
    body = exchange.json() if exchange.media_type.endswith("json") else exchange.text
    for path, value in marks.leaves(body):
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        if isinstance(value, str) and not name.startswith("*"):
            how = _kind(operation, name, value, known, own)
            if how:
                yield name, how


def _kind(operation: Operation, name: str, value: str, known: set[str], own: str | None) -> str:
    said = " ".join(name_words(name))
    reads = operation.method in SAFE
    if any(password in value for password in known) or (value == own and is_password_name(name)):
        return "a password as it was given"
    if _HASHES.search(value):
        return "the hash of a password"
    if reads and _KEY.search(value):
        return "a private key"
    if reads and _PASSWORDS.match(said) and _could_be_secret(value):
        return f"what is called {name}"
    asked = _ASKED_FOR & {word for part in segments(operation.path) for word in words(part)}
    return f"what is called {name}" if reads and not asked and _SECRETS.match(said) and _could_be_secret(value) else ""


def _could_be_secret(value: str) -> bool:
    """Return whether a value looks like one that was drawn: neither a word, nor a sentence, nor hidden."""
    mixed = any(letter.isdigit() for letter in value) and any(letter.isalpha() for letter in value)
    return len(value) >= _LEAST and mixed and not re.search(r"\s|://", value) and not _MASKED.search(value)


def _seen(name: str, exchange: Exchange) -> str:
    return f"{exchange.status} with {name}" if name else f"{exchange.status} {exchange.media_type}"


def _at(operation: Operation, name: str, code: UserCode) -> Place | None:
    """Return the line of a declared model that lets a member through, else the operation."""
    for model in _models(response_annotation(operation.route)):
        for base in model.__mro__:
            file = getattr(sys.modules.get(base.__module__), "__file__", None) or ""
            if code.owns(file):
                for node in ast.walk(parsed(file)):
                    if isinstance(node, ast.ClassDef) and node.name == base.__name__:
                        for line in (one.lineno for one in node.body if _declares(one, name)):
                            return Place(file, line)
    return operation.at


def _models(annotation: Any) -> Iterator[type]:
    if lenient_issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from _models(field.annotation) if field.annotation is not annotation else ()
    for argument in get_args(annotation):
        yield from _models(argument)


def _declares(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == name


EVIDENCE = (registered, giveaways)
