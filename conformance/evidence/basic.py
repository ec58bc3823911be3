"""Evidence that every area needs: the running app, and a request that each operation accepts."""

from __future__ import annotations

import httpx

from conformance.app.client import client as make_client
from conformance.app.driver import Driver, Valid
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.finding import NotExercised
from conformance.rig import Rig


@evidence
def driver(rig: Rig) -> Driver:
    """What sends operations requests they accept."""
    return rig.driver


@evidence
def client(rig: Rig) -> httpx.Client:
    """An httpx client of the running app, calling as the first caller."""
    return make_client(rig.service, rig.caller(False))


@evidence
def valid(driver: Driver, operation: Operation) -> Valid:
    """A request that the operation did its work for, and the exchange."""
    return driver.valid(operation)


@evidence
def sample(driver: Driver, operation: Operation) -> Valid:
    """A request that is valid as far as is known, whether or not the operation did its work for it."""
    return driver.sample(operation)


@evidence
def problem(driver: Driver, operation: Operation) -> str:
    """Why the operation did not do its work for a valid request, "" when it did."""
    try:
        return driver.sample(operation).problem
    except NotExercised as reason:
        return str(reason) or "no valid request is known"


EVIDENCE = (driver, client, valid, sample, problem)
