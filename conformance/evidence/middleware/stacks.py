"""Evidence of the stack of middleware in front of an operation, and requests that are followed through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from conformance.app.code import UserCode
from conformance.app.driver import Driver
from conformance.app.exchange import Exchange, Request
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.passages import Around, Passage, StandIn, tapped
from conformance.app.seams import NoFault
from conformance.app.service import Service
from conformance.app.stack import Layer, Slot, Stack, stack
from conformance.check import evidence
from conformance.finding import NotExercised


@dataclass(frozen=True)
class Followed:
    """A request and what it did at each boundary of the stack, the outermost first."""

    stack: Stack
    exchange: Exchange
    passages: list[Passage]

    @property
    def reached(self) -> int:
        """The number of the innermost layer it came to."""
        return max((number for number, one in enumerate(self.passages) if one.entered), default=0)

    @property
    def answered_by(self) -> int:
        """The number of the layer that made the answer."""
        return max((number for number, one in enumerate(self.passages) if one.status is not None), default=0)

    @property
    def raised_in(self) -> int:
        """The number of the layer in which an exception was raised that left it, 0 when there was none."""
        return max((number for number, one in enumerate(self.passages) if one.error is not None), default=0)

    @property
    def reached_routes(self) -> bool:
        """Whether it came through to the routes, or to what stands there in their place."""
        return self.stack.reaches_routes and self.passages[-1].entered

    def layer(self, number: int) -> Layer:
        """Return one layer of the stack."""
        return self.stack.layer(number)


_Tapped = tuple[Stack, list[Passage]]


class Stacks:
    """The stacks of an app and of those mounted in it, and the way to follow requests through them."""

    def __init__(self, driver: Driver, service: Service, target: Target, code: UserCode) -> None:
        self._driver, self._service, self._target, self._code = driver, service, target, code

    def of(self, operation: Operation | None) -> Stack:
        """Return the stack in front of an operation, or that of the app."""
        owner = operation.owner if operation is not None else None
        return stack(Slot(self._service, "asgi"), self._target, owner, self._code)

    def follow(
        self,
        request: Request,
        operation: Operation,
        *,
        fault: Any = None,
        stand_in: StandIn | None = None,
        at: int = -1,
        anonymous: bool = False,
        patience: float | None = None,
        around: Around | None = None,
    ) -> Followed:
        """Send a request and follow it; with `stand_in` it finds this in place of the routes, or of another layer.

        `around` says what is awaited instead of a layer.
        """
        fault = fault or NoFault()
        with self._tapped(operation, fault, stand_in, at, around) as (found, passages):
            exchange = self._driver.send(request, operation, fault=fault, anonymous=anonymous, patience=patience)
        return Followed(found, exchange, passages)

    def is_bare(self, operations: Iterable[Operation]) -> bool:
        """Return whether there is no middleware in front of any of some operations, but the framework's own."""
        return all(self.of(operation).is_bare for operation in one_of_each_app(operations))

    @contextmanager
    def _tapped(
        self, operation: Operation, fault: Any, stand_in: StandIn | None, at: int, around: Around | None
    ) -> Iterator[_Tapped]:
        found = self.of(operation)
        with tapped(found.slots, fault, stand_in if found.reaches_routes else None, at, around) as passages:
            yield found, passages


def one_of_each_app(operations: Iterable[Operation]) -> list[Operation]:
    """Return one operation of each app: those of one app are behind one stack."""
    return list({id(one.owner): one for one in operations}.values())


def request_to(driver: Driver, operation: Operation) -> Request:
    """Return a request to an operation, where no valid one is known one to its path."""
    with suppress(NotExercised):
        return driver.sample(operation).recipe.request()
    path = "/".join("1" if part.startswith("{") else part for part in operation.path.split("/"))
    return Request(operation.method, path)


@evidence
def stacks(driver: Driver, service: Service, target: Target, code: UserCode, sampled: bool) -> Stacks:
    """The stacks of middleware in front of the operations: a mounted app makes its own at its first request."""
    return Stacks(driver, service, target, code)


EVIDENCE = (stacks,)
