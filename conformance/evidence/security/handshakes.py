"""Evidence of who may open a websocket that asks for credentials: nobody, who makes them up, the pages of others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

from conformance.app.driver import Driver
from conformance.app.exchange import Request
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.app.sender import as_caller
from conformance.app.sockets import stays_open
from conformance.app.values import recipe
from conformance.check import evidence
from conformance.evidence.planting import word
from conformance.evidence.security.breaches import Breach
from conformance.evidence.security.intruders import COOKIES, HEADERS
from conformance.finding import NotApplicable, NotExercised
from conformance.rig import Rig

_QUERIES = frozenset({"token", "access_token", "auth_token", "api_key", "apikey", "key", "jwt", "ticket"})
_EVIL = "https://conformance-evil.example"


@evidence
def handshakes(rig: Rig, driver: Driver, operations: tuple[Operation, ...], sampled: bool) -> list[Breach]:
    """The websockets that are opened by who has no credentials of their own."""
    sockets = [one for one in operations if one.kind == "websocket"]
    if not sockets:
        raise NotApplicable("has no websockets")
    asking = [opening for one in sockets if (opening := _Opening(rig, driver, one)).places]
    if not asking:
        raise NotApplicable("no websocket asks for credentials when it is opened")
    return [breach for opening in asking for breach in opening.breaches()]


@dataclass
class _Opening:
    """Opens one websocket with and without credentials."""

    rig: Rig
    driver: Driver
    operation: Operation

    @property
    def places(self) -> list[tuple[str, str]]:
        """Where credentials are read from: the place and the name of each."""
        names = {"header": HEADERS, "cookie": COOKIES, "query": _QUERIES}
        return [
            (one.where, one.name)
            for one in parameters(self.operation)
            if one.name.lower() in names.get(one.where, ()) and one.schema.get("type", "string") == "string"
        ]

    def breaches(self) -> Iterator[Breach]:
        bare = self._bare()
        if stays_open(self.rig.service, bare):
            return  # anybody may listen
        yield from self._made_up(bare)
        yield from self._from_elsewhere(bare)

    def _bare(self) -> Request:
        """Return the request without credentials."""
        given: Request | None = None
        with suppress(NotExercised):
            given = recipe(self.operation).request()
        if given is None:
            raise NotExercised(f"no request could be made for {self.operation}")
        named = {name for where, name in self.places if where == "query"}
        without = given.without_headers("cookie", *HEADERS)
        return replace(without, query=tuple(pair for pair in without.query if pair[0] not in named))

    def _made_up(self, bare: Request) -> Iterator[Breach]:
        for where, name in self.places:
            if all(stays_open(self.rig.service, _with(bare, where, name, word())) for _ in range(2)):
                message = f"{self.operation} is opened by who makes up {where}.{name}"
                yield Breach(self.operation, message, self.operation.at, "nobody is refused, and any text is let in")
                return

    def _from_elsewhere(self, bare: Request) -> Iterator[Breach]:
        """Yield that a page of others may open it, with the cookie of who looks at that page."""
        caller = self.driver.caller()
        known = [name for where, name in self.places if where == "cookie"]
        if caller is None or not any(name in caller.cookies for name in known):
            return
        own = as_caller(bare, caller)
        if stays_open(self.rig.service, own) and stays_open(self.rig.service, own.with_headers({"origin": _EVIL})):
            message = f"{self.operation} is opened by the page of anybody, with the cookie of its visitor"
            yield Breach(self.operation, message, self.operation.at, f"Origin: {_EVIL} is let in")


def _with(request: Request, where: str, name: str, value: str) -> Request:
    if where == "query":
        return replace(request, query=(*request.query, (name, value)))
    if where == "cookie":
        return request.with_headers({"cookie": f"{name}={value}"})
    return request.with_headers({name: f"Bearer {value}" if name.lower() == "authorization" else value})


EVIDENCE = (handshakes,)
