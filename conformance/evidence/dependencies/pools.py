"""Evidence of pools: what becomes of requests when the connections in a pool were lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.app.driver import Driver, Valid
from conformance.app.exchange import Exchange, Request
from conformance.app.operations import Operation
from conformance.app.pooling import kept
from conformance.app.seams import NoFault
from conformance.app.service import Service
from conformance.check import evidence
from conformance.evidence.spread import Spread
from conformance.faults.pools import Idle
from conformance.finding import NotApplicable, NotExercised, Place
from conformance.gathering import Across
from conformance.rig import Rig

_TIMES = 2
_NOTICED = 0.02  # seconds the loop gets to read the end of a connection, as it would long before the next request
_AGAIN = 3  # requests an app gets to recover with


@dataclass(frozen=True)
class Lost:
    """A request that failed once `number` connections of the pool made at `at` had been lost.

    `recovered` says that those after it did not fail, and that the same happened again.
    """

    operation: Operation
    at: Place | None
    number: int
    exchange: Exchange
    recovered: bool


@evidence
def lost_connections(rig: Rig, driver: Driver, service: Service, operation: Operation, valid: Valid) -> list[Lost]:
    """What the operation answers first, each time its pools lost the connections that lay idle."""
    if valid.exchange.left:
        raise NotApplicable("answers without end")
    used = list({id(use.pool): use.pool for use in valid.exchange.pools}.values())
    pools = [pool for pool in used if kept(pool)]
    if not pools:
        raise NotApplicable("its database is a file, or no pool" if used else "takes no connection out of a pool")
    trials = (_Losing(driver, service, operation, pool, rig.pools.made_at(pool)) for pool in pools)
    return [lost for trial in trials for lost in trial.run()]


class _Losing:
    """Requests to one operation, each right after its pool lost what lay idle in it."""

    def __init__(self, driver: Driver, service: Service, operation: Operation, pool: object, at: Place | None) -> None:
        self._driver, self._service, self._operation = driver, service, operation
        self._pool, self._at = pool, at

    def run(self) -> Iterator[Lost]:
        for _ in range(_TIMES):
            self._warm()
            number, exchange = self._after_loss()
            if exchange.ok:
                return
            if not self._recovers():
                yield Lost(self._operation, self._at, number, exchange, recovered=False)
                return
        yield Lost(self._operation, self._at, number, exchange, recovered=True)

    def _warm(self) -> None:
        """Have a connection in the pool, and know that the operation does its work with it."""
        exchange = self._send(self._request())
        if not exchange.ok:
            raise NotExercised(f"answers a valid request only sometimes: {exchange}")
        self._require(exchange)

    def _after_loss(self) -> tuple[int, Exchange]:
        request = self._request()  # before the loss: making it may use the pool as well
        idle = Idle(self._pool, self._service.run)
        number = idle.lose()
        if not number:
            raise NotExercised(
                "of the connections in its pool none could be cut" if idle.count else "its pool is empty"
            )
        self._service.run(lambda: asyncio.sleep(_NOTICED))
        exchange = self._send(request)
        idle.forget()
        if not any(map(idle.holds, exchange.pools)):
            raise NotExercised("used none of the connections that were lost")
        return number, exchange

    def _recovers(self) -> bool:
        after = [self._send(self._request()) for _ in range(_AGAIN)]
        if after[-1].ok:
            return True
        if any(one.status is not None and one.status < 500 for one in after):
            raise NotExercised(f"answers a valid request only sometimes: {after[-1]}")
        return False

    def _require(self, exchange: Exchange) -> None:
        if not any(use.pool is self._pool for use in exchange.pools):
            raise NotExercised("does not ask its database for the same thing twice")

    def _request(self) -> Request:
        return self._driver.fresh(self._operation).request()

    def _send(self, request: Request) -> Exchange:
        return self._driver.send(request, self._operation, fault=NoFault())  # a 401 too is an answer to be seen


@evidence
def spread_losses(across: Across) -> Spread:
    """The pools whose losses make several operations fail."""
    return Spread.of(across, "lost_connections")


EVIDENCE = (lost_connections, spread_losses)
