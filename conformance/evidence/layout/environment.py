"""Evidence of where the environment is read, and where answers of HTTP are decided on, as the sources have it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from conformance.app.modules import Module, Modules, named
from conformance.check import evidence
from conformance.evidence.layout.roles import Role, Roles
from conformance.finding import Place

# What tells of the machine, not of this app.
_PLATFORM = frozenset(
    {
        *("HOME", "PATH", "PWD", "USER", "USERNAME", "LOGNAME", "HOSTNAME", "SHELL", "TERM", "LANG", "LC_ALL", "TZ"),
        *("TMPDIR", "TEMP", "TMP", "APPDATA", "LOCALAPPDATA", "USERPROFILE", "SYSTEMROOT", "COLUMNS", "EDITOR"),
        *("NO_COLOR", "FORCE_COLOR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "KUBERNETES_SERVICE_HOST", "CI"),
        *("VIRTUAL_ENV", "DO_NOT_TRACK", "DISPLAY", "PYTEST_CURRENT_TEST", "PYTEST_VERSION"),
    }
)
# What others than this app have agreed on: desktops, runners of CI, OpenTelemetry.
_STANDARD = ("XDG_", "GITHUB_", "GITLAB_", "CI_", "BITBUCKET_", "OTEL_")


@dataclass(frozen=True)
class Reading:
    """A line on which the environment is read, and the name of the variable."""

    name: str
    at: Place


@evidence
def environment_readings(modules: Modules) -> dict[str, list[Reading]]:
    """Where each module that is loaded with the app reads settings; what describes the machine does not count."""
    loaded = (one for one in modules if one.name not in modules.later and one.mentions("environ", "getenv"))
    found = {one.name: list(_readings(one)) for one in loaded}
    return {name: readings for name, readings in found.items() if readings}


def _readings(module: Module) -> Iterator[Reading]:
    names = _Names(module)
    for node in ast.walk(module.tree):
        variable = names.read(node)
        if variable is not None and variable not in _PLATFORM and not variable.startswith(_STANDARD):
            yield Reading(variable, Place(module.path, getattr(node, "lineno", 1)))


class _Names:
    """What a module calls `os`, `os.environ` and `os.getenv`."""

    def __init__(self, module: Module) -> None:
        self._os, self._environ, self._getenv = set(), set(), set()
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                self._os |= {a.asname or a.name for a in node.names if a.name == "os"}
            elif isinstance(node, ast.ImportFrom) and node.module == "os":
                self._environ |= {a.asname or a.name for a in node.names if a.name == "environ"}
                self._getenv |= {a.asname or a.name for a in node.names if a.name == "getenv"}

    def read(self, node: ast.AST) -> str | None:
        """Return the variable that an expression reads, None when it reads none, or one that it was given."""
        match node:
            case ast.Subscript(value=holder, slice=key, ctx=ast.Load()) if self._is_environ(holder):
                return _constant(key)
            case ast.Call(func=ast.Attribute(value=holder, attr="get"), args=[key, *_]) if self._is_environ(holder):
                return _constant(key)
            case ast.Call(func=function, args=[key, *_]) if self._is_getenv(function):
                return _constant(key)
        return None

    def _is_environ(self, node: ast.expr) -> bool:
        match node:
            case ast.Name(id=name):
                return name in self._environ
            case ast.Attribute(value=ast.Name(id=name), attr="environ"):
                return name in self._os
        return False

    def _is_getenv(self, node: ast.expr) -> bool:
        match node:
            case ast.Name(id=name):
                return name in self._getenv
            case ast.Attribute(value=ast.Name(id=name), attr="getenv"):
                return name in self._os
        return False


def _constant(node: ast.expr) -> str | None:
    """Return the name that is written there, or the constant that has it; None for what a function was given."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    text = ast.unparse(node)
    return text if isinstance(node, ast.JoinedStr) or text.rpartition(".")[2].isupper() else None


@dataclass(frozen=True)
class Spoken:
    """The lines on which a module raises FastAPI's or Starlette's HTTPException."""

    role: Role
    lines: tuple[int, ...]

    @property
    def at(self) -> Place:
        return Place(self.role.module.path, self.lines[0])


@evidence
def http_exceptions(roles: Roles) -> list[Spoken]:
    """The modules that raise HTTPException itself, by whatever name they have it."""
    found = ((role, tuple(_raises(role.module))) for role in roles.known.values())
    return [Spoken(role, lines) for role, lines in found if lines]


def _raises(module: Module) -> Iterator[int]:
    if not module.mentions("HTTPException"):
        return
    direct, holders = set(), set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            origin = named(node, module.package)
            direct |= {a.asname or a.name for a in node.names if _is_exception(origin, a.name)}
            holders |= {a.asname or a.name for a in node.names if f"{origin}.{a.name}" in _HOLDERS}
        elif isinstance(node, ast.Import):
            holders |= {a.asname or a.name for a in node.names if a.name in _HOLDERS}
    for node in ast.walk(module.tree):
        raised = node.exc if isinstance(node, ast.Raise) else None
        raised = raised.func if isinstance(raised, ast.Call) else raised
        if raised is not None and _names(raised, direct, holders):
            yield node.lineno  # type: ignore[attr-defined]


_HOLDERS = frozenset({"fastapi", "fastapi.exceptions", "starlette.exceptions"})


def _is_exception(origin: str, name: str) -> bool:
    return origin in _HOLDERS and name == "HTTPException"


def _names(node: ast.expr, direct: set[str], holders: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in direct
    return isinstance(node, ast.Attribute) and node.attr == "HTTPException" and ast.unparse(node.value) in holders


EVIDENCE = (environment_readings, http_exceptions)
