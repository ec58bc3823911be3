"""Evidence of what the app's modules are for: what each defines, as it was loaded and as it is written."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from conformance.app.framework import flat_dependants
from conformance.app.functions import defined_at
from conformance.app.modules import Module, Modules
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.finding import Place

OPERATIONS, MODELS, TABLES = "operations", "Pydantic models", "ORM tables"
ENGINES, SETTINGS = "engines or sessions", "settings"
KINDS = (OPERATIONS, MODELS, TABLES, ENGINES, SETTINGS)
_ENGINES = frozenset(
    {
        *("create_engine", "create_async_engine", "engine_from_config", "async_engine_from_config"),
        *("sessionmaker", "async_sessionmaker", "scoped_session", "async_scoped_session"),
        *("create_pool", "MongoClient", "AsyncMongoClient", "AsyncIOMotorClient"),
    }
)
_MAPPERS = frozenset({"tortoise", "beanie", "mongoengine", "odmantic", "peewee", "ormar", "piccolo"})


@dataclass(frozen=True)
class Role:
    """What one module defines: of each kind the lines of operations and engines, the names of the others."""

    module: Module
    defines: Mapping[str, tuple[Any, ...]]

    def has(self, *kinds: str) -> bool:
        """Return whether it defines something of one of these kinds."""
        return any(self.defines.get(kind) for kind in kinds)

    def lines(self, kind: str) -> list[int]:
        """Return the lines on which it defines what is of a kind."""
        bound = _bound(self.module) if kind not in (OPERATIONS, ENGINES) else {}
        return sorted(bound.get(one, 1) if isinstance(one, str) else int(one) for one in self.defines.get(kind, ()))

    @cached_property
    def puts_together(self) -> bool:
        """Whether it makes the app, or includes routers: it has to import them all."""
        if not self.module.mentions("FastAPI(", "include_router", ".mount("):
            return False
        return any(_called(call) in ("FastAPI", "include_router", "mount") for call in _calls(self.module.tree))

    @cached_property
    def of_http(self) -> frozenset[str]:
        """What it imports of FastAPI and Starlette that only makes sense where requests are answered."""
        if not self.module.mentions("fastapi", "starlette"):
            return frozenset()
        froms = [node for node in ast.walk(self.module.tree) if isinstance(node, ast.ImportFrom) and not node.level]
        names = {a.name for node in froms if _is_framework(node.module or "") for a in node.names}
        return frozenset(name for name in names if name not in _HARMLESS and not name.startswith("HTTP_"))


def _is_framework(module: str) -> bool:
    return module.partition(".")[0] in ("fastapi", "starlette")


# What services take of FastAPI without being called by it.
_HARMLESS = frozenset(
    {
        *("HTTPException", "StarletteHTTPException", "status", "exceptions", "jsonable_encoder", "encoders"),
        *("logger", "run_in_threadpool", "concurrency", "UploadFile", "BackgroundTasks", "iterate_in_threadpool"),
    }
)


@dataclass(frozen=True)
class Roles:
    """What the user's modules are for; `needed` are the files of functions that operations depend on."""

    modules: Modules
    known: Mapping[str, Role] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()

    @cached_property
    def served(self) -> frozenset[str]:
        """The modules that modules with operations import, but for those that put the app together."""
        routes = {name for name, one in self.known.items() if one.has(OPERATIONS) and not one.puts_together}
        return frozenset(one.imported for one in self.modules.all() if one.importer in routes)

    def is_service(self, role: Role) -> bool:
        """Whether a module is there for operations, and knows nothing of requests: functions that they call."""
        module = role.module
        return (
            module.name in self.served
            and module.package != module.name
            and module.path not in self.needed
            and not (role.has(*KINDS) or role.puts_together or role.of_http)
        )


@evidence
def roles(modules: Modules, operations: tuple[Operation, ...]) -> Roles:
    """What each module of the app defines: operations, models, tables, engines, settings."""
    places: dict[str, set[int]] = {}
    for operation in operations:
        if operation.at is not None:
            places.setdefault(operation.at.path, set()).add(operation.at.line)
    known = {one.name: Role(one, _defined(one, sorted(places.get(one.path, ())))) for one in modules}
    return Roles(modules, known, frozenset(place.path for place in _dependencies(operations)))


def _dependencies(operations: Iterable[Operation]) -> Iterator[Place]:
    for operation in operations:
        for one in flat_dependants(operation.dependant) if operation.dependant is not None else ():
            place = defined_at(one.call) if one.call is not None and one.call is not operation.endpoint else None
            if place is not None:
                yield place


def _defined(module: Module, operations: list[int]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {OPERATIONS: operations}
    for name, value in _loaded(module):
        kind = _kind(value, module)
        if kind:
            found.setdefault(kind, []).append(name)
    if module.mentions(*_ENGINES):
        found[ENGINES] = [call.lineno for call in _calls(module.tree) if _called(call) in _ENGINES]
    return {kind: tuple(ones) for kind, ones in found.items()}


def _loaded(module: Module) -> list[tuple[str, Any]]:
    loaded = sys.modules.get(module.name)
    return list(vars(loaded).items()) if loaded is not None else []


def _kind(value: Any, module: Module) -> str:
    """Return what kind of thing a module defines by a name, "" when it is of no kind, or another module's."""
    if type(value).__module__.startswith("sqlalchemy.") and type(value).__name__ == "Table":
        return TABLES if module.mentions("Table(") else ""
    if not inspect.isclass(value) or value.__module__ != module.name:
        return ""
    bases = {base.__module__.partition(".")[0] for base in value.__mro__}
    if getattr(value, "__table__", None) is not None or bases & _MAPPERS:
        return TABLES
    if any(base.__name__ == "BaseSettings" for base in value.__mro__):
        return SETTINGS
    return MODELS if issubclass(value, BaseModel) else ""


def _bound(module: Module) -> dict[str, int]:
    """Return the names that classes and assignments of a module bind, with their lines."""
    found: dict[str, int] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            found.setdefault(node.name, node.lineno)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    found.setdefault(target.id, node.lineno)
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    """Return the last part of the name that is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else str(getattr(call.func, "id", ""))


EVIDENCE = (roles,)
