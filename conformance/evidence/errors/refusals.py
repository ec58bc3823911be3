"""Evidence of refusing: requests an operation must not do its work for."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from typing import Any

from conformance.app import mutations
from conformance.app.acceptance import accepts
from conformance.app.driver import SAFE, Driver, Valid
from conformance.app.operations import Operation
from conformance.app.parameters import parameters
from conformance.check import evidence
from conformance.evidence.credentials import wrong_credentials
from conformance.evidence.hostility import sent
from conformance.evidence.provoked import Provoked, guarded
from conformance.faults.inside import Returning
from conformance.finding import NotApplicable
from conformance.gathering import Across

_ENUMS = ("enum", "const")


@evidence
def sampled(across: Across) -> bool:
    """Every operation was sent its valid request: nothing that harms the app is sent before."""
    return all(valid is not None for _, valid in across("sample"))


@evidence
def refused(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests that the operation must refuse: missing and invalid fields, malformed JSON, a wrong media type."""
    return [sent(driver, operation, one) for one in mutations.invalid(operation, driver.varied(operation))]


@evidence
def unknown_ids(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """Requests for things that do not exist: each id in the path in turn replaced by one that nothing has."""
    names = [name for name in sample.recipe.path if _is_id(operation, name)]
    if not names:
        raise NotApplicable("has no id in its path")
    return [one for name in names for one in _unknown(driver, operation, sample, name)]


def _unknown(driver: Driver, operation: Operation, sample: Valid, name: str) -> Iterator[Provoked]:
    value = sample.recipe.path[name]
    for made in _absent(value):
        recipe = driver.varied(operation).put("path", (name,), made)
        if not accepts(operation, recipe):
            fault = Returning(operation)
            exchange = driver.send(recipe.request(), operation, fault=fault)
            yield Provoked(f"{name} is {made}, which does not exist", "unknown-id", exchange, operation, fault=fault)
            return


def _absent(value: Any) -> list[Any]:
    """Return ids of the same form that nothing has."""
    text = str(value)
    if re.fullmatch(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}", text):
        return [
            f"{secrets.token_hex(4)}-{secrets.token_hex(2)}-4{secrets.token_hex(2)[1:]}-8{secrets.token_hex(2)[1:]}-{secrets.token_hex(6)}"
        ]
    if text.isdigit():
        return [10**9 + secrets.randbelow(10**9), 10**5 + secrets.randbelow(10**5), 9_973]
    if re.fullmatch(r"[0-9a-fA-F]{16,}", text):
        return [secrets.token_hex(len(text) // 2 + 1)[: len(text)]]
    return [f"none-{secrets.token_hex(5)}", secrets.token_hex(4)]


def _is_id(operation: Operation, name: str) -> bool:
    """Return whether a path parameter names a thing: one of many, not one of a fixed set."""
    for parameter in parameters(operation):
        if parameter.where == "path" and parameter.name == name:
            schemas = [parameter.schema, *parameter.schema.get("$defs", {}).values()]
            return not any(key in schema for schema in schemas for key in _ENUMS)
    return True


@evidence
def anonymous(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """The valid request without credentials, and with wrong ones, of an operation that asks for some."""
    asked = guarded(operation) or sample.exchange.status in (401, 403)
    if not asked and (driver.caller() is None or operation.method not in SAFE):
        raise NotApplicable("asks for no credentials")
    request = sample.recipe.request()
    found = [Provoked("without credentials", "anonymous", driver.send(request, operation, anonymous=True), operation)]
    return found + list(wrong_credentials(driver, operation, request))


@evidence
def repeated(driver: Driver, sampled: bool, operation: Operation, sample: Valid) -> list[Provoked]:
    """What is answered when a thing that was just made is asked for once more, to the letter."""
    if operation.method not in ("POST", "PUT") or sample.problem:
        raise NotApplicable("makes nothing")
    request = driver.fresh(operation).request()
    driver.send(request, operation)
    return [Provoked("the same request is sent twice", "repeated", driver.send(request, operation), operation)]


EVIDENCE = (
    sampled,
    refused,
    unknown_ids,
    anonymous,
    repeated,
)
