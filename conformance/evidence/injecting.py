"""Evidence of exceptions that are raised in place of an endpoint, or right after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from conformance.app.driver import Driver, Valid
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.provoked import Provoked, canary
from conformance.faults.endpoint import After, Before, Injected
from conformance.finding import NotExercised


@evidence
def injected(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """The valid request, with an HTTPException in place of the endpoint, and with an exception nobody foresaw."""
    if operation.dependant is None:
        raise NotExercised("not an operation of FastAPI: no exception can be raised in it on purpose")
    return list(_injected(driver, operation))


def _injected(driver: Driver, operation: Operation) -> Iterator[Provoked]:
    from starlette.exceptions import HTTPException

    before: list[tuple[str, Callable[[str], Callable[[], BaseException]]]] = [
        ("http", lambda mark: lambda: HTTPException(418, mark)),
        ("unhandled", lambda mark: lambda: Injected(mark)),
    ]
    for kind, error in before:
        mark = canary()
        fault = Before(error(mark))
        exchange = driver.send(driver.sample(operation).recipe.request(), operation, fault=fault)
        if fault.error in exchange.errors:
            yield Provoked(
                f"{_article(kind)} is raised in place of the endpoint", kind, exchange, operation, mark, fault
            )
    mark = canary()
    late = After(lambda: Injected(mark))
    exchange = driver.send(driver.fresh(operation).request(), operation, fault=late)
    if late.error in exchange.errors:
        yield Provoked(
            f"{_article('unhandled')} is raised after the endpoint", "unhandled", exchange, operation, mark, late
        )


def _article(kind: str) -> str:
    return "an HTTPException" if kind == "http" else "an unforeseen exception"


EVIDENCE = (injected,)
