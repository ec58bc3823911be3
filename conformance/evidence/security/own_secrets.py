"""Evidence of the app's own secrets: those in use that stand in its source, or in what it tells everybody.

What is in use is told by what runs: a token of the caller's that a text of the source has signed, the options of a
middleware, the settings, and the globals that code passes on. What the environment gives is the deployment's.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import hmac
import json
import linecache
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import cached_property
from typing import Any, TypeGuard

from pydantic import BaseModel

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.loading import Target
from conformance.app.naming import words
from conformance.app.protected import parsed
from conformance.app.secret import is_secret_name, name_words
from conformance.check import evidence
from conformance.evidence.dependencies.reach import roots
from conformance.evidence.lines import called, constants
from conformance.evidence.security.origins import options
from conformance.finding import Finding, NotApplicable, Place
from conformance.observe.state import reachable, user_files, user_modules
from conformance.rig import Rig

_SECRET = re.compile(r"\b(?:secret|secret key|jwt key|signing key|private key|encryption key)$")
_KNOWN_TO_CALLERS = re.compile(r"\b(?:api key|api token|admin token|access key|auth token|admin password|password)$")
_SETTINGS = frozenset({"settings", "config", "configuration", "conf"})
_PROFILE = frozenset({"env", "environment", "appenv", "stage", "profile", "mode", "fastapienv", "deployment"})
_NOT_FOR_USE = re.compile(r"^(?:test|dev|local|ci\b)", re.I)
# Names of headers, of variables in the environment, and of files.
_NO_SECRET = re.compile(r"^[Xx]-|^(?i:authorization|bearer|cookie)$|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[./~]|/.*\.\w+$")
_DEFAULTS = frozenset({"default", "defaults", "insecure", "known", "placeholder", "forbidden", "weak"})
_HASHES = {"HS256": hashlib.sha256, "HS384": hashlib.sha384, "HS512": hashlib.sha512}
_OTHER_SERVICES = frozenset(
    [
        *("db", "database", "postgres", "postgresql", "mysql", "mongo", "redis", "rabbitmq", "amqp", "broker"),
        *("smtp", "mail", "email", "proxy", "elastic", "kafka", "minio"),
    ]
)
_TEST = re.compile(r"(?:^|/)(?:conftest|test_[^/]*)\.py$")
_DEEP = 2  # groups of settings in one another
_LONG = 8  # characters of a secret that is nowhere by chance


@dataclass(frozen=True)
class Secret:
    """A secret in use, under the name it has."""

    name: str
    value: str


@evidence
def written_secrets(rig: Rig, driver: Driver, sampled: bool, code: UserCode, target: Target) -> list[Finding]:
    """The secrets in use that stand in the source, or in the OpenAPI document; some are there once they are needed."""
    search = _Search(rig, driver, code, target)
    if search.profile:
        raise NotApplicable(f"it runs as {search.profile!r}: its secrets are not those of production")
    found = {secret.value: secret for secret in search.secrets() if secret.value}
    if not found:
        raise NotApplicable("no secret of its own was found in use")
    return [finding for secret in found.values() for finding in search.findings(secret)]


class _Search:
    """Looks for the secrets that an app uses, and for where else they are."""

    def __init__(self, rig: Rig, driver: Driver, code: UserCode, target: Target) -> None:
        self._rig, self._driver, self._code, self._target = rig, driver, code, target
        self._texts: dict[str, list[Place]] = {}
        for place, text in constants(code):
            if not _TEST.search(place.path):
                self._texts.setdefault(text, []).append(place)

    @cached_property
    def _trees(self) -> list[ast.Module]:
        return [parsed(path) for path in dict.fromkeys(user_files(self._code.owns))]

    @cached_property
    def _held(self) -> list[tuple[str, Any, bool]]:
        """The names and values of the app's globals, and of its settings (True)."""
        modules = user_modules(self._code.owns)
        found = [(name, value, False) for module in modules for name, value in list(vars(module).items())]
        for node in reachable(modules, roots(self._target, self._rig)):
            if _is_settings(node.value):
                found += [(name, value, True) for name, value in _nested(node.value, _DEEP)]
        return found

    @cached_property
    def profile(self) -> str:
        """The profile the app says it runs in where that is not production, else ""."""
        for name, value, _ in self._held:
            said = value.value if isinstance(value, Enum) else value
            if "".join(words(name)) in _PROFILE and isinstance(said, str) and _NOT_FOR_USE.match(said):
                return said
            if name.lower() == "testing" and said is True:
                return "testing"
        return ""

    def secrets(self) -> Iterator[Secret]:
        """Yield secrets in use."""
        yield from self._signing()
        yield from self._in_place()
        for middleware in self._target.app.user_middleware:
            yield from (Secret(name, _text(v)) for name, v in options(middleware).items() if _names_secret(name))
        for name, value, is_setting in self._held:
            text = _text(value)
            if text and self._is_used(name, text, is_setting):
                yield Secret(name, text)

    def _signing(self) -> Iterator[Secret]:
        """Yield the text of the source that signed the token of the caller."""
        caller = self._driver.caller()
        for value in [*caller.headers.values(), *caller.cookies.values()] if caller is not None else ():
            token = value.rpartition(" ")[2]
            yield from (Secret("the key that signs tokens", text) for text in self._texts if _signs(text, token))

    def _in_place(self) -> Iterator[Secret]:
        """Yield what stands in for a variable of the environment right where it is compared, or passed on."""
        places = [(_KNOWN_TO_CALLERS, one) for one in self._comparisons] + [(_SECRET, one) for one in self._arguments]
        for pattern, place in places:
            for node in filter(_is_stand_in, ast.walk(place)):
                name, text = _variable(node)
                theirs = _OTHER_SERVICES & set(name_words(name))
                if name not in os.environ and not theirs and pattern.search(" ".join(name_words(name))):
                    yield Secret(name, text)

    def _is_used(self, name: str, value: str, is_setting: bool) -> bool:
        said = " ".join(name_words(name))
        if "".join(name_words(value)) == "".join(name_words(name)) or _NO_SECRET.search(value):
            return False
        if is_setting:
            theirs = _OTHER_SERVICES & set(name_words(name))
            last = name.rpartition(".")[2]
            return not theirs and _names_secret(name) and any(last == one.attr for one in self._attributes)
        if _DEFAULTS & set(name_words(name)):
            return False
        return (bool(_SECRET.search(said)) and name in self._passed) or (
            bool(_KNOWN_TO_CALLERS.search(said)) and name in self._compared
        )

    @cached_property
    def _attributes(self) -> list[ast.Attribute]:
        return [node for tree in self._trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)]

    @cached_property
    def _passed(self) -> set[str]:
        """The names that are passed to some call."""
        return {name for one in self._arguments for name in _names(one)}

    @cached_property
    def _arguments(self) -> list[ast.expr]:
        """What is passed to some call."""
        calls = [node for tree in self._trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
        return [one for node in calls for one in [*node.args, *(key.value for key in node.keywords)]]

    @cached_property
    def _compared(self) -> set[str]:
        """The names that something is compared with."""
        return {name for one in self._comparisons for name in _names(one)}

    @cached_property
    def _comparisons(self) -> list[ast.expr]:
        """What something is compared with, and all that it is made of where that is done with care."""
        found: list[ast.expr] = []
        for node in (node for tree in self._trees for node in ast.walk(tree)):
            if isinstance(node, ast.Compare):
                found += [node.left, *node.comparators]
            elif isinstance(node, ast.Call) and called(node) == "compare_digest":
                found += [inner for one in node.args for inner in ast.walk(one) if isinstance(inner, ast.expr)]
        return found

    def findings(self, secret: Secret) -> Iterator[Finding]:
        """Yield where a secret is that everybody can read."""
        places = self._texts.get(secret.value, [])
        name = secret.name.rpartition(".")[2]
        at = min(places, key=lambda one: name not in linecache.getline(one.path, one.line), default=None)
        if at is not None and secret.value not in os.environ.values() and not self._is_guarded(secret.value):
            message = f"{secret.name} stands in the source, and is in use where nothing else is set"
            yield Finding(message, at, f"{len(secret.value)} characters")
        if len(secret.value) >= _LONG and secret.value in self._described:
            yield Finding(f"{secret.name} is shown in the OpenAPI document", self._target.at)

    def _is_guarded(self, value: str) -> bool:
        """Return whether the code asks if a secret is this very text: it will not run with it where that matters."""
        same = {name for name, held, _ in self._held if _text(held) == value and _DEFAULTS & set(name_words(name))}
        compares = [node for tree in self._trees for node in ast.walk(tree) if isinstance(node, ast.Compare)]
        sides = (inner for node in compares for side in (node.left, *node.comparators) for inner in ast.walk(side))
        standing = {id(node.args[1]) for tree in self._trees for node in ast.walk(tree) if _is_stand_in(node)}
        asked = (one for one in sides if id(one) not in standing)
        return any(same & set(_names(one)) or getattr(one, "value", None) == value for one in asked)

    @cached_property
    def _described(self) -> str:
        with suppress(Exception):
            return json.dumps(self._target.app.openapi(), ensure_ascii=False)
        return ""


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id]
    return [node.attr] if isinstance(node, ast.Attribute) else []


def _is_stand_in(node: ast.AST) -> TypeGuard[ast.Call]:
    """Return whether a variable is read from the environment, with a text that stands in for it."""
    if not isinstance(node, ast.Call) or called(node) not in ("getenv", "get") or "env" not in ast.unparse(node.func):
        return False
    given = [one.value for one in node.args if isinstance(one, ast.Constant)]
    return len(given) == len(node.args) > 1 and all(isinstance(one, str) for one in given)


def _variable(node: ast.Call) -> tuple[str, str]:
    """Return the name of the variable that is read, and the text that stands in for it."""
    name, text = (ast.literal_eval(one) for one in node.args[:2])
    return name, text


def _names_secret(name: str) -> bool:
    said = " ".join(name_words(name))
    return bool(_SECRET.search(said) or _KNOWN_TO_CALLERS.search(said)) and (is_secret_name(name) or "key" in said)


def _is_settings(value: Any) -> bool:
    cls = value if isinstance(value, type) else type(value)
    named = bool(_SETTINGS & set(words(cls.__name__)[-1:])) and cls.__module__ != "builtins"
    return named or (not isinstance(value, type) and any(base.__name__ == "BaseSettings" for base in cls.__mro__))


def _nested(value: Any, deep: int) -> Iterator[tuple[str, Any]]:
    """Yield the names and values of settings, and those of the groups in them with the name of the group before."""
    for name, item in _members(value):
        yield name, item
        if deep and (isinstance(item, BaseModel) or (is_dataclass(item) and not isinstance(item, type))):
            yield from ((f"{name}.{inner}", one) for inner, one in _nested(item, deep - 1))


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    held: dict[str, Any] = {}
    for base in reversed(value.__mro__ if isinstance(value, type) else type(value).__mro__):
        held |= {name: item for name, item in vars(base).items() if isinstance(item, str)}
    if not isinstance(value, type):
        held |= getattr(value, "__dict__", {})
    return ((name, item) for name, item in held.items() if not name.startswith("__"))


def _text(value: Any) -> str:
    """Return the text of a secret, "" when it is none."""
    with suppress(Exception):
        revealed = value.get_secret_value() if hasattr(value, "get_secret_value") else value
        revealed = revealed.decode() if isinstance(revealed, bytes) else revealed
        return revealed if isinstance(revealed, str) else ""
    return ""


def _signs(text: str, token: str) -> bool:
    head, _, signature = token.rpartition(".")
    with suppress(Exception):
        algorithm = json.loads(base64.urlsafe_b64decode(head.partition(".")[0] + "==="))["alg"]
        made = hmac.new(text.encode(), head.encode(), _HASHES[algorithm]).digest()
        return hmac.compare_digest(made, base64.urlsafe_b64decode(signature + "==="))
    return False


EVIDENCE = (written_secrets,)
