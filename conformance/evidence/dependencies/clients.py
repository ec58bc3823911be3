"""Evidence of clients: whether requests make their own, each time again."""

from __future__ import annotations

from dataclasses import dataclass

from conformance.app.driver import Driver, Valid
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import Place
from conformance.gathering import Across

_WARMED_UP = 2  # requests after which what is made once has been made
_COUNTED = 2


@dataclass(frozen=True)
class Made:
    """A client that every request makes for itself: which kind, and the line."""

    kind: str
    at: Place | None
    provoked: Provoked


@evidence
def made_clients(driver: Driver, operation: Operation, valid: Valid) -> list[Made]:
    """The clients an operation makes in each of several requests after the first ones."""
    del valid  # asked for because there is nothing to see where the operation does not do its work
    exchanges = [driver.send(driver.fresh(operation).request(), operation) for _ in range(_WARMED_UP + _COUNTED)]
    counted = [exchange.constructed for exchange in exchanges[_WARMED_UP:]]
    always = dict.fromkeys(one for one in counted[0] if all(one in made for made in counted))
    provoked = Provoked("it is sent again", "client", exchanges[-1], operation)
    return [Made(one.kind, one.at, provoked) for one in always]


@evidence
def spread_clients(across: Across) -> Spread:
    """The lines that make clients in requests of several operations."""
    return Spread.of(across, "made_clients")


EVIDENCE = (made_clients, spread_clients)
