"""Evidence of methods of models that Pydantic has deprecated, where the model's type is written beside the call."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from conformance.app.modules import Module, Modules
from conformance.check import evidence
from conformance.evidence.layout.fresh import Deprecated
from conformance.finding import Place

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OLD = frozenset(
    name for name, one in vars(BaseModel).items() if hasattr(getattr(one, "__func__", one), "__deprecated__")
)


@evidence
def deprecated_methods(modules: Modules) -> list[Deprecated]:
    """Where a parameter that is annotated with a model, or the model itself, is asked for a deprecated method."""
    calling = (module for module in modules if module.mentions(*(f".{name}(" for name in _OLD)))
    return list(dict.fromkeys(call for module in calling for call in _of_module(module)))


def _of_module(module: Module) -> Iterator[Deprecated]:
    loaded = sys.modules.get(module.name)
    if loaded is not None:
        yield from _of_scope(module.tree, _Scope(module, vars(loaded), {}))


@dataclass(frozen=True)
class _Scope:
    """What names stand for inside a function: the models of its parameters, by name, before the module's names."""

    module: Module
    globals: Mapping[str, Any]
    models: Mapping[str, Any]

    def inner(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> _Scope:
        """Return the scope of a function: what it binds itself stands for something unknown."""
        bound = dict.fromkeys(_bound(function))
        return _Scope(self.module, self.globals, {**self.models, **bound, **self._annotated(function, bound)})

    def _annotated(self, function: ast.FunctionDef | ast.AsyncFunctionDef, bound: Mapping[str, None]) -> dict[str, Any]:
        given = function.args
        parameters = [*given.posonlyargs, *given.args, *given.kwonlyargs]
        return {one.arg: None if one.arg in bound else self._model(one.annotation) for one in parameters}

    def _model(self, annotation: ast.expr | None) -> Any:
        match annotation:
            case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
                return self._model(first)
            case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
                return self._model(left)
            case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
                return self._model(inner)
            case ast.Name() | ast.Attribute():
                return self.named(annotation, {})
        return None

    def named(self, node: ast.expr, models: Mapping[str, Any]) -> Any:
        """Return what a dotted name stands for, None when that is not known."""
        if isinstance(node, ast.Attribute):
            holder = self.named(node.value, models)
            return getattr(holder, node.attr, None) if inspect.ismodule(holder) else None
        if not isinstance(node, ast.Name):
            return None
        return models[node.id] if node.id in models else self.globals.get(node.id)


def _of_scope(tree: ast.AST, scope: _Scope) -> Iterator[Deprecated]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _FUNCTIONS) and any(map(_chooses, ast.walk(node))):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _OLD:
            model = scope.named(node.func.value, scope.models)
            if _is_old(model, node.func.attr):
                at = Place(scope.module.path, node.lineno)
                yield Deprecated(f"{model.__name__}.{node.func.attr} is deprecated by Pydantic", at)
        yield from _of_scope(node, scope.inner(node) if isinstance(node, _FUNCTIONS) else scope)


def _is_old(model: Any, name: str) -> bool:
    """Return whether a method of a class is Pydantic's own, which nobody has written anew."""
    if not inspect.isclass(model) or not issubclass(model, BaseModel):
        return False
    return inspect.getattr_static(model, name, None) is vars(BaseModel)[name]


def _chooses(node: ast.AST) -> bool:
    """Return whether something chooses between versions of Pydantic: what is for the older ones does not run."""
    if isinstance(node, ast.ExceptHandler):
        return node.type is not None and "AttributeError" in ast.unparse(node.type)
    test = ast.unparse(node.test).lower() if isinstance(node, ast.If | ast.IfExp) else ""
    return any(word in test for word in ("hasattr", "getattr", "version", "v1", "v2"))


def _bound(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    """Yield the names that a function binds in its body: what they stand for is not known."""
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg) and node not in _arguments(function):
            yield node.arg
        elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)) and node is not function:
            yield node.name
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name


def _arguments(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    given = function.args
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]


EVIDENCE = (deprecated_methods,)
