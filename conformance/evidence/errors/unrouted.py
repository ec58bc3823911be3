"""Evidence of where no operation is: unknown paths, and methods that a path does not have."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.app.driver import Driver
from conformance.app.exchange import Request
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.provoked import Provoked
from conformance.finding import NotExercised


@dataclass(frozen=True)
class Unrouted:
    """What the app answers where no operation is: to unknown paths, and to methods that a path does not have."""

    paths: tuple[Provoked, ...]
    methods: tuple[tuple[Provoked, frozenset[str]], ...]


@evidence
def unrouted(driver: Driver, operations: tuple[Operation, ...], target: Target) -> Unrouted:
    """Requests for paths that do not exist, and with methods that existing paths do not have."""
    return Unrouted(tuple(_unknown_paths(driver, operations)), tuple(_wrong_methods(driver, operations)))


def _unknown_paths(driver: Driver, operations: tuple[Operation, ...]) -> Iterator[Provoked]:
    http = [o for o in operations if o.kind == "http" and not o.host]
    roots: dict[str, Operation | None] = {"": next((o for o in http if not _root(o.path)), None)}
    for one in http:
        roots.setdefault(_root(one.path), one)
    for root, operation in list(roots.items())[:8]:
        path = f"{root}/none-{secrets.token_hex(5)}"
        yield Provoked(
            f"GET {path}, which does not exist", "unknown-path", driver.send(Request("GET", path)), operation
        )


def _root(path: str) -> str:
    first = path.split("/")[1] if "/" in path else ""
    return f"/{first}" if first and "{" not in first and path.count("/") > 1 else ""


def _wrong_methods(driver: Driver, operations: tuple[Operation, ...]) -> Iterator[tuple[Provoked, frozenset[str]]]:
    paths: dict[str, list[Operation]] = {}
    for operation in operations:
        if operation.kind == "http" and not operation.host:
            paths.setdefault(operation.path, []).append(operation)
    for path, here in sorted(paths.items()):
        concrete = _concrete(driver, here)
        method = _absent_method(concrete, operations) if concrete else None
        if concrete and method:
            exchange = driver.send(Request(method, concrete))
            allowed = frozenset(operation.method for operation in here)
            yield Provoked(f"{method} {path}, which it does not have", "wrong-method", exchange, here[0]), allowed


def _concrete(driver: Driver, here: list[Operation]) -> str | None:
    """Return the path of a request to one of the operations at a path, None when it has parameters nobody knows."""
    for operation in here:
        try:
            return driver.sample(operation).recipe.request().path
        except NotExercised:
            continue
    return here[0].path if "{" not in here[0].path else None


def _absent_method(path: str, operations: tuple[Operation, ...]) -> str | None:
    """Return a method that no operation has whose path could match; never one that would do something."""
    taken = {o.method for o in operations if o.kind == "http" and _matches(o.path, path)}
    return next((method for method in ("PATCH", "PUT", "DELETE", "POST", "GET", "TRACE") if method not in taken), None)


def _matches(template: str, path: str) -> bool:
    parts = re.split(r"({[^}]*})", template)
    pattern = "".join(".+" if part.startswith("{") else re.escape(part) for part in parts)
    return re.fullmatch(pattern, path) is not None


EVIDENCE = (unrouted,)
