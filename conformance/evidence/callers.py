"""Evidence of who else may call: other callers that are known, or one that the app itself lets register."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice

from conformance.app.driver import Driver
from conformance.app.exchange import Caller
from conformance.app.login import LoginError, accounts, log_in, takes_registration
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.finding import NotExercised
from conformance.rig import Rig

_FEW = 2


@evidence
def other_callers(rig: Rig, driver: Driver) -> list[Caller]:
    """Callers other than the first: those that are known, else one that registers and logs in."""
    first = rig.caller(False)
    if first is None:
        return []
    known = [caller for caller in rig.callers if caller.name != first.name]
    return known[:_FEW] or list(islice(_registering(rig.operations, driver), 1))


def _registering(operations: list[Operation], driver: Driver) -> Iterator[Caller]:
    send = partial(driver.send, anonymous=True)
    for operation in filter(takes_registration, operations):
        with suppress(NotExercised):
            made = driver.fresh(operation)
            known = accounts(made) if send(made.request(), operation).ok else []
            for username, password in known:
                with suppress(LoginError):
                    yield log_in(operations, username, password, send)[0]


EVIDENCE = (other_callers,)
