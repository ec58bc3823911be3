"""Evidence of what is wrong with the OpenAPI schema of an app: it cannot be built, warns, or names things alike."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.responses import JSONResponse

from conformance.app.code import UserCode
from conformance.app.framework import descriptions, expand
from conformance.app.functions import defined_at
from conformance.app.loading import Target
from conformance.app.operations import Operation
from conformance.app.protected import parsed
from conformance.check import evidence
from conformance.finding import NotApplicable, Place

_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
_DUPLICATE = "Duplicate Operation ID"  # FastAPI's own warning; we know the operations


@dataclass(frozen=True)
class SchemaFlaw:
    """One thing that is wrong with a schema, and the operations that it comes from."""

    message: str
    at: Place | None
    operations: tuple[str, ...] = ()


@evidence
def schema_flaws(target: Target, operations: tuple[Operation, ...], code: UserCode) -> list[SchemaFlaw]:
    """What is wrong with the OpenAPI schemas that the app and the apps mounted in it offer."""
    apps = {id(app): app for app in (target.app, *(one.owner for one in operations)) if isinstance(app, FastAPI)}
    offering = [app for app in apps.values() if app.openapi_url or not _never(target.made_at(app))]
    if not offering:
        raise NotApplicable("the app never offers a schema: its openapi_url is None")
    return [flaw for app in offering for flaw in _flaws(app, target, code)]


def _never(made: Place | None) -> bool:
    """Return whether an app is made with `openapi_url=None`, in so many words: a setting may say otherwise."""
    calls = ast.walk(parsed(made.path)) if made is not None else ()
    made_there = [one for one in calls if isinstance(one, ast.Call) and _spans(one, made.line if made else 0)]
    keywords = [keyword for call in made_there for keyword in call.keywords if keyword.arg == "openapi_url"]
    return any(isinstance(one.value, ast.Constant) and one.value.value is None for one in keywords)


def _spans(call: ast.Call, line: int) -> bool:
    return call.lineno <= line <= (call.end_lineno or call.lineno)


def _flaws(app: FastAPI, target: Target, code: UserCode) -> Iterator[SchemaFlaw]:
    built = _built(lambda: _anew(app))
    for problem in built.problems:
        blamed = list(_blamed(app, problem))
        places = [place for _, place in blamed if place is not None and code.owns(place.path)]
        at = code.raised_at(built.error) or next(iter(places), None) or target.made_at(app)
        yield SchemaFlaw(problem, at, tuple(name for name, _ in blamed))
    if isinstance(built.schema, Mapping):
        yield from _alike(built.schema, app, target)


@dataclass(frozen=True)
class _Built:
    schema: Any
    error: BaseException | None
    problems: tuple[str, ...]


def _built(build: Callable[[], Any]) -> _Built:
    """Return a schema with all that went wrong on the way to the client, each in one line."""
    schema, error, problems = None, None, []
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        try:
            schema = build()
        except Exception as raised:
            error, problems = raised, [f"the OpenAPI schema cannot be built: {_line(raised)}"]
    problems += [f"the OpenAPI schema is built with a warning: {_first(one.message)}" for one in heard if _counts(one)]
    if error is None and isinstance(schema, Mapping):
        try:
            JSONResponse(schema)
        except (TypeError, ValueError, RecursionError) as raised:
            problems.append(f"the OpenAPI schema cannot be sent as JSON: {_line(raised)}")
    return _Built(schema, error, tuple(dict.fromkeys(problems)))


def _anew(app: FastAPI) -> Any:
    """Return the schema as the app builds it, which keeps the one it has."""
    kept, app.openapi_schema = app.openapi_schema, None
    try:
        return app.openapi()
    finally:
        app.openapi_schema = kept


def _counts(warning: warnings.WarningMessage) -> bool:
    return issubclass(warning.category, UserWarning) and not str(warning.message).startswith(_DUPLICATE)


def _line(error: BaseException) -> str:
    return f"{type(error).__name__}: {_first(error)}"


def _first(said: object) -> str:
    return re.sub(r" at 0x[0-9a-fA-F]+", "", next(iter(str(said).strip().splitlines()), ""))


def _blamed(app: FastAPI, problem: str) -> Iterator[tuple[str, Place | None]]:
    """Yield the operations whose description has the problem by itself."""
    for route, build in descriptions(app):
        if hasattr(route, "methods") and problem in _built(build).problems:
            methods = "|".join(sorted(route.methods or ()))
            yield f"{methods} {route.path_format}", defined_at(route.endpoint)


def _alike(schema: Mapping[str, Any], app: FastAPI, target: Target) -> Iterator[SchemaFlaw]:
    """Yield the operationIds that several operations have, at the last of them."""
    named: dict[str, list[tuple[str, str]]] = {}
    for path, item in (schema.get("paths") or {}).items():
        for method, described in item.items() if isinstance(item, Mapping) else ():
            if method in _METHODS and isinstance(described, Mapping) and described.get("operationId"):
                named.setdefault(str(described["operationId"]), []).append((method.upper(), path))
    for name, places in named.items():
        if len(places) > 1:
            ids = tuple(f"{method} {path}" for method, path in places)
            at = _endpoints(app).get(places[-1]) or target.made_at(app)
            yield SchemaFlaw(f"{' and '.join(ids)} have one operationId: {name}", at, ids)


def _endpoints(app: FastAPI) -> dict[tuple[str, str], Place | None]:
    routes = [route for route, _ in expand(app.routes) if getattr(route, "methods", None)]
    return {(method, route.path_format): defined_at(route.endpoint) for route in routes for method in route.methods}


EVIDENCE = (schema_flaws,)
