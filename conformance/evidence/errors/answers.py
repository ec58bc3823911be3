"""Evidence of what operations declare to answer."""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from fastapi.datastructures import DefaultPlaceholder
from fastapi.routing import APIRoute
from pydantic import JsonValue
from starlette.responses import JSONResponse, Response

from conformance.app.code import UserCode
from conformance.app.framework import response_annotation
from conformance.app.functions import code_behind, underlying
from conformance.app.operations import Operation
from conformance.app.protected import function_of
from conformance.check import evidence
from conformance.finding import NotApplicable

_SILENT = frozenset({*range(100, 200), 204, 205, 304})  # no body, says RFC 9110
_DEPTH = 4


@evidence
def untyped(operation: Operation, code: UserCode) -> str:
    """What is wrong with the type an operation declares to answer, "" when it says what is in it."""
    _require_json(operation, code)
    annotation = response_annotation(operation.route)
    if annotation is not None:
        said = f"declares to answer {_shown(annotation)}, which says nothing of what is in it"
        return said if vague(annotation) else ""
    returned = _returned(operation.endpoint)
    if returned is None:
        return ""
    if any(inspect.isclass(one) and issubclass(one, Response) and not _is_json(one) for one in _members(returned)):
        raise NotApplicable("it answers a response of its own")
    if returned is inspect.Signature.empty and _returns_responses(operation.endpoint, _DEPTH):
        raise NotApplicable("it returns responses that it makes itself")
    return "declares no type of what it answers"


def _members(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


def _require_json(operation: Operation, code: UserCode) -> None:
    """Raise NotApplicable where nothing is declared in JSON, or somebody else wrote the operation."""
    route, at = operation.route, operation.at
    if not operation.in_schema or not isinstance(getattr(route, "original_route", route), APIRoute):
        raise NotApplicable("it is not part of the schema")
    if at is None or not code.owns(at.path):
        raise NotApplicable("a library defines it")
    if (route.status_code or 200) in _SILENT or operation.method == "HEAD":
        raise NotApplicable("it answers without a body")
    if _described(route):
        raise NotApplicable("it describes its answer itself")
    function = underlying(operation.endpoint)
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise NotApplicable("it answers a stream")
    cls = route.response_class.value if isinstance(route.response_class, DefaultPlaceholder) else route.response_class
    if not _is_json(cls):
        raise NotApplicable(f"it answers a {cls.__name__}")


def _is_json(cls: Any) -> bool:
    return issubclass(cls, JSONResponse) or "json" in (getattr(cls, "media_type", None) or "")


def _described(route: Any) -> bool:
    """Return whether the answer of success is described by hand."""
    if (getattr(route, "openapi_extra", None) or {}).get("responses"):
        return True
    by_status = {str(status): told for status, told in (getattr(route, "responses", None) or {}).items()}
    told = by_status.get(str(route.status_code or 200))
    return isinstance(told, Mapping) and bool(told.get("model") or told.get("content"))


def vague(annotation: Any) -> bool:
    """Return whether a type says nothing of what is in its values: `Any`, `dict`, `list[dict]`."""
    if annotation in (Any, object, dict, list, set, frozenset, tuple, Mapping):
        return True
    if annotation is JsonValue:
        return False  # said on purpose
    if isinstance(annotation, getattr(types, "GenericAlias", ())) or get_origin(annotation) is not None:
        return _vague_parts(get_origin(annotation), get_args(annotation))
    return bool(hasattr(annotation, "__value__") and vague(annotation.__value__))


def _vague_parts(origin: Any, arguments: tuple[Any, ...]) -> bool:
    if origin is Annotated:
        return vague(arguments[0])
    if origin in (Union, types.UnionType):
        return all(vague(one) for one in arguments if one is not type(None))
    if not inspect.isclass(origin) or not issubclass(origin, _COLLECTIONS):
        return False
    parts = [one for one in arguments if one is not Ellipsis] or [Any]
    return vague(parts[-1]) if issubclass(origin, _MAPPINGS) else any(map(vague, parts))


_MAPPINGS: Any = (dict, Mapping)
_COLLECTIONS: Any = (list, set, frozenset, tuple, *_MAPPINGS)


def _shown(annotation: Any) -> str:
    return (
        annotation.__name__
        if inspect.isclass(annotation) and not get_args(annotation)
        else str(annotation).replace("typing.", "")
    )


def _returned(endpoint: Any) -> Any:
    try:
        return inspect.signature(underlying(endpoint), eval_str=True).return_annotation
    except (NameError, TypeError, ValueError, SyntaxError, AttributeError):
        return inspect.Signature.empty


def _returns_responses(function: Any, depth: int) -> bool:
    """Return whether every value that a function returns is a response it makes, which is not JSON."""
    code = code_behind(function)
    tree = function_of(code) if code is not None else None
    if tree is None or not depth:
        return False
    values = list(_values(tree))
    return bool(values) and all(_is_response(one, tree, function, depth) for one in values)


def _values(tree: ast.AST) -> Iterator[ast.expr | None]:
    """Yield what a function returns, not what functions in it do."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Return):
            yield node.value
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            yield from _values(node)


def _is_response(value: ast.expr | None, tree: ast.AST, function: Any, depth: int) -> bool:
    while isinstance(value, ast.Await):
        value = value.value
    if isinstance(value, ast.IfExp):
        return all(_is_response(one, tree, function, depth) for one in (value.body, value.orelse))
    if isinstance(value, ast.Name):
        assigned = [node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and _binds(node, value.id)]
        return bool(assigned) and all(_is_response(one, tree, function, depth) for one in assigned if one is not value)
    if not isinstance(value, ast.Call):
        return False
    name = ast.unparse(value.func)
    made = _looked_up(name, function)
    if inspect.isclass(made):
        return issubclass(made, Response) and not _is_json(made)
    if made is None or not inspect.isroutine(made):
        return name.endswith("Response") and "JSON" not in name
    declared = _returned(made)
    if inspect.isclass(declared) and issubclass(declared, Response):
        return not _is_json(declared)
    return name.endswith("TemplateResponse") or _returns_responses(made, depth - 1)


def _binds(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _looked_up(name: str, function: Any) -> Any:
    """Return what a dotted name stands for where a function was written, None when it is not a global one."""
    first, *rest = name.split(".")
    found = getattr(underlying(function), "__globals__", {}).get(first)
    for part in rest:
        found = getattr(found, part, None) if part.isidentifier() else None
    return found


EVIDENCE = (untyped,)
