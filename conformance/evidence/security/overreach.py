"""Evidence of members that are the server's to decide, and that callers decide by sending them."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.exchange import Exchange
from conformance.app.login import takes_login, takes_registration
from conformance.app.naming import ids_in, noun, segments, words
from conformance.app.operations import Operation
from conformance.app.parameters import parts
from conformance.app.recipe import Recipe
from conformance.check import evidence
from conformance.evidence.security.breaches import Breach, lets_in
from conformance.finding import NotApplicable, NotExercised

_IDS = frozenset({"id", "uuid", "ownerid", "owner", "userid", "createdby", "authorid", "accountid", "tenantid"})
_RIGHTS = frozenset({"isadmin", "issuperuser", "isstaff", "admin", "superuser", "verified", "isverified", "approved"})
_AMOUNTS = frozenset({"balance", "credits", "points"})
_MOMENTS = frozenset({"createdat", "updatedat"})
_MOMENT = "2001-02-03T04:05:06"


@evidence
def overreaches(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Breach]:
    """Where a member that only the server is to set is kept as it was sent."""
    if operation.method in SAFE or takes_login(operation) or not isinstance(sample.recipe.body, dict):
        raise NotApplicable("takes no object")
    if driver.is_shared(operation):
        raise NotExercised("changes what this run did not create: it is sent nothing but what is there")
    sample.require()
    trying = _Trying(driver, operation)
    found = [*trying.undeclared(), *trying.declared_rights()]
    if not trying.sent:
        raise NotApplicable("answers nothing that only the server is to set")
    return found[:1]


@dataclass
class _Trying:
    """Sends one operation members that it does not ask for, and looks at what becomes of them."""

    driver: Driver
    operation: Operation
    sent: bool = False

    def undeclared(self) -> Iterator[Breach]:
        """Yield members that are not asked for, are set by the server, and are kept when they are sent."""
        plain = self._kept(self.driver.fresh(self.operation))
        wanted = {name: value for name, value in _owned(plain) if name not in self._declared and not self._is_key(name)}
        self.sent = self.sent or bool(wanted)
        kept = {name: value for name, value in wanted.items() if all(self._keeps(name, value) for _ in range(2))}
        if kept:
            message = f"{self.operation} keeps {', '.join(kept)} as sent, which is the server's to set"
            yield Breach(self.operation, message, self.operation.at, f"sent and kept: {kept}")

    def _is_key(self, name: str) -> bool:
        """Return whether a member is what a thing is known by, and its caller may well choose it."""
        return name in ("id", "uuid") and (self.operation.method != "POST" or not self._declared)

    def _keeps(self, name: str, value: Any) -> bool:
        return str(self._kept(self._with({name: value})).get(name, "")).startswith(str(value))

    def declared_rights(self) -> Iterator[Breach]:
        """Yield rights that whoever registers may give themselves."""
        rights = {name: True for name in self._declared if "".join(words(name)) in _RIGHTS - {"verified", "approved"}}
        if not rights or not takes_registration(self.operation):
            return
        self.sent = True
        made = self._with(rights)
        exchange = self.driver.send(made.request(), self.operation, anonymous=True)
        kept = [name for name in rights if lets_in(exchange) and self._shown(exchange).get(name) is True]
        if kept:
            message = f"{self.operation} lets who registers set {', '.join(kept)}"
            yield Breach(self.operation, message, self.operation.at, f"{exchange.status} {exchange.text[:120]}")

    @property
    def _declared(self) -> set[str]:
        node = parts(self.operation).get("body")
        return set(node.members()) if node is not None else set()

    def _with(self, members: Mapping[str, Any]) -> Recipe:
        made = self.driver.fresh(self.operation)
        return made.having("body", {**made.body, **members})

    def _kept(self, made: Recipe) -> dict[str, Any]:
        """Send a request and return what the thing it makes or changes holds, as it is read afterwards."""
        exchange = self.driver.send(made.request(), self.operation)
        return self._shown(exchange, made) if lets_in(exchange) else {}

    def _shown(self, exchange: Exchange, made: Recipe | None = None) -> dict[str, Any]:
        """Return what a read of the thing answers; where there is no such read, what was answered itself."""
        reader = next((one for one in self.driver.operations.values() if self._reads(one)), None)
        found = exchange.json() if reader is None else self._read(reader, exchange, made)
        return found if isinstance(found, dict) else {}

    def _read(self, reader: Operation, exchange: Exchange, made: Recipe | None) -> Any:
        with suppress(NotExercised):
            asked = self.driver.sample(reader).recipe
            path = {**asked.path, **(made.path if made is not None else {})}
            if reader.path != self.operation.path:
                name = segments(reader.path)[-1].strip("{}")
                thing = noun((segments(self.operation.path) or [""])[-1])
                path[name] = next(iter(ids_in(exchange.json(), name, thing)), path.get(name))
            answer = self.driver.send(asked.having("path", path).request(), reader)
            return answer.json() if answer.ok else None
        return None

    def _reads(self, other: Operation) -> bool:
        if other.method != "GET" or other.kind != "http":
            return False
        if self.operation.method != "POST":
            return other.path == self.operation.path
        below = other.path.removeprefix(f"{self.operation.path.rstrip('/')}/")
        return below != other.path and below.startswith("{") and below.endswith("}") and "/" not in below


def _owned(kept: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the members of a thing that are the server's to set, each with another value than it has."""
    for name, value in kept.items():
        said = "".join(words(str(name)))
        if said in _RIGHTS and value is False:
            yield name, True
        elif said == "role" and isinstance(value, str) and value != "admin":
            yield name, "admin"
        elif said in _AMOUNTS and isinstance(value, int | float):
            yield name, 987_654_321
        elif said in _MOMENTS and isinstance(value, str):
            yield name, _MOMENT
        elif said in _IDS and isinstance(value, str | int) and not isinstance(value, bool):
            yield name, _another(value)


def _another(value: str | int) -> str | int:
    if isinstance(value, int):
        return 10**8 + secrets.randbelow(10**8)
    return str(uuid.uuid4()) if len(value) == len(str(uuid.uuid4())) else f"cnry{secrets.token_hex(4)}"


EVIDENCE = (overreaches,)
