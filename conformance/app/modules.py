"""The modules an app is made of, read without running them: what each imports, on which line, and when."""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.machinery import ModuleSpec, all_suffixes

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BLOCKS = ("body", "orelse", "finalbody")


@dataclass(frozen=True)
class Import:
    """A module that imports another one: on which line, and whether while it is loaded itself."""

    importer: str
    imported: str
    line: int
    at_load: bool


@dataclass(frozen=True, eq=False)
class Module:
    """A module of the user's and its source; `package` is what relative imports start from."""

    name: str
    path: str
    source: bytes = field(repr=False)
    package: str

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.source.count(b"\n")

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax tree, kept once it is asked for: those of all modules would take much memory."""
        return ast.parse(self.source, self.path)

    def mentions(self, *words: str) -> bool:
        """Return whether its source has one of some words, which costs less than its tree."""
        return any(word.encode() in self.source for word in words)


@dataclass(frozen=True)
class Modules:
    """The user's modules that an app is made of, in the order in which they are loaded, and what could not be read.

    Those in `later` are loaded only when a function is called that imports them.
    """

    known: dict[str, Module] = field(default_factory=dict)
    imports: dict[str, list[Import]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[Module]:
        return iter(self.known.values())

    @cached_property
    def order(self) -> dict[str, int]:
        """When each module begins to be loaded, counted from 0."""
        return {name: number for number, name in enumerate(self.known)}

    def at_load(self) -> Iterator[Import]:
        """Yield what is imported while modules are loaded."""
        return (one for ones in self.imports.values() for one in ones if one.at_load)

    def all(self) -> Iterator[Import]:
        """Yield every import, those in functions too."""
        return (one for ones in self.imports.values() for one in ones)


def read(names: Iterable[str], owns: Callable[[str], bool]) -> Modules:
    """Return the modules with these names and whatever they import that is in files of the user's."""
    return _Reader(owns).read(names)


class _Reader:
    def __init__(self, owns: Callable[[str], bool]) -> None:
        self._owns = owns
        self._places: dict[str, _Found | None] = {}
        self._listings: dict[str, frozenset[str]] = {}
        self._found = Modules()
        self._later: list[str] = []

    def read(self, names: Iterable[str]) -> Modules:
        for name in names:
            self._load(name)
        at_once = set(self._found.known)
        while self._later:
            self._load(self._later.pop(0))
        self._found.later.update(set(self._found.known) - at_once)
        return self._found

    def _load(self, name: str) -> None:
        """Follow what is imported while a module is loaded, in the order in which Python does."""
        stack = [self._begun(name)]
        while stack:
            following = next(stack[-1], None)
            if following is None:
                stack.pop()
            else:
                stack.append(self._begun(following))

    def _begun(self, name: str) -> Iterator[str]:
        """Read a module and the packages above it, and return what they import."""
        parts = name.split(".")
        opened = [self._opened(".".join(parts[:count])) for count in range(1, len(parts) + 1)]
        return iter([imported for ones in opened for imported in ones])

    def _opened(self, name: str) -> list[str]:
        if name in self._found.known or name in self._found.unread:
            return []
        read = self._module(name)
        if read is None:
            return []
        module, tree = read
        self._found.known[name] = module
        imports = self._found.imports[name] = list(self._imports(module, tree))
        self._later += [one.imported for one in imports if not one.at_load]
        return [one.imported for one in imports if one.at_load]

    def _module(self, name: str) -> tuple[Module, ast.Module] | None:
        found = self._where(name)
        path = found.path if found is not None else None
        if found is None or path is None or not path.endswith(".py") or not self._owns(path):
            return None
        try:
            with open(path, "rb") as file:
                source = file.read()
            tree = ast.parse(source, path)
        except (OSError, SyntaxError, ValueError, RecursionError) as error:
            line = getattr(error, "lineno", None)
            self._found.unread[name] = f"{type(error).__name__}: {error}" + (f" ({path}:{line})" if line else "")
            return None
        package = name if found.folders is not None else name.rpartition(".")[0]
        return Module(name, path, source, package), tree

    def _imports(self, module: Module, tree: ast.Module) -> Iterator[Import]:
        known: set[tuple[str, bool]] = set()
        for node, at_load in statements(tree):
            for name in self._names(node, module):
                if name != module.name and (name, at_load) not in known and self._is_own(name):
                    known.add((name, at_load))
                    yield Import(module.name, name, node.lineno, at_load)

    def _names(self, node: ast.Import | ast.ImportFrom, module: Module) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
            return
        base = named(node, module.package)
        for alias in node.names if base else ():
            inner = f"{base}.{alias.name}"
            yield inner if alias.name != "*" and self._is_own(base) and self._where(inner) is not None else base

    def _is_own(self, name: str) -> bool:
        found = self._where(name)
        if found is None:
            return False
        if found.path is not None:
            return os.path.isabs(found.path) and self._owns(found.path)
        return any(self._owns(os.path.join(folder, "__init__.py")) for folder in found.folders or ())

    def _where(self, name: str) -> _Found | None:
        if name not in self._places:
            self._places[name] = self._looked_up(name)
        return self._places[name]

    def _looked_up(self, name: str) -> _Found | None:
        """Return where a module is found, without importing the packages it is in."""
        loaded = getattr(sys.modules.get(name), "__spec__", None)
        parent, _, last = name.rpartition(".")
        if isinstance(loaded, ModuleSpec):
            return _of_spec(loaded)
        if not parent:
            try:
                return _of_spec(importlib.util.find_spec(name))
            except (ImportError, ValueError, AttributeError):
                return None
        above = self._where(parent)
        return self._below(above.folders, last) if above is not None and above.folders is not None else None

    def _below(self, folders: tuple[str, ...], name: str) -> _Found | None:
        """Return where a module of a package is found, in the order in which Python looks."""
        portions = []
        for folder in folders:
            listed = self._listed(folder)
            inner = os.path.join(folder, name)
            package = os.path.join(inner, "__init__.py")
            if name in listed and os.path.isfile(package):
                return _Found(package, (inner,))
            for suffix in all_suffixes():
                if name + suffix in listed:
                    return _Found(inner + suffix, None)
            if name in listed and os.path.isdir(inner):
                portions.append(inner)
        return _Found(None, tuple(portions)) if portions else None

    def _listed(self, folder: str) -> frozenset[str]:
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(os.listdir(folder))
            except OSError:
                self._listings[folder] = frozenset()
        return self._listings[folder]


@dataclass(frozen=True)
class _Found:
    """Where a module is: its file, None for a namespace package, and the folders of a package."""

    path: str | None
    folders: tuple[str, ...] | None


def _of_spec(spec: ModuleSpec | None) -> _Found | None:
    if spec is None:
        return None
    folders = spec.submodule_search_locations
    return _Found(spec.origin, tuple(folders) if folders is not None else None)


def named(node: ast.ImportFrom, package: str) -> str:
    """Return the name of the module that `from ... import` names, "" when it is above every package."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    kept = parts[: len(parts) - node.level + 1]
    return ".".join([*kept, *filter(None, [node.module])]) if kept and all(kept) else ""


def statements(tree: ast.Module) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Yield the import statements that may run, and whether they do while the module is loaded."""
    yield from _statements(tree.body, True, _names_for_types(tree))


def _names_for_types(tree: ast.Module) -> frozenset[str]:
    froms = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "typing"]
    given = {a.asname for node in froms for a in node.names if a.name == "TYPE_CHECKING" and a.asname}
    return frozenset({"TYPE_CHECKING", "MYPY", *given})


def _statements(
    body: Iterable[ast.stmt], at_load: bool, types: frozenset[str]
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, at_load
        elif isinstance(node, _FUNCTIONS):
            yield from _statements(node.body, False, types)
        else:
            for block in _running(node, types):
                yield from _statements(block, at_load, types)


def _running(node: ast.stmt, types: frozenset[str]) -> Iterator[list[ast.stmt]]:
    """Yield the blocks of a statement, but for those that only a type checker or a script runs."""
    if isinstance(node, ast.If):
        runs = _runs(node.test, types)
        yield from ([node.body] if runs is not False else [])
        yield from ([node.orelse] if runs is not True else [])
        return
    for name in _BLOCKS:
        yield getattr(node, name, [])
    for inner in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield inner.body


def _runs(test: ast.expr, types: frozenset[str]) -> bool | None:
    """Return whether what a condition guards runs when the module is imported, None when that depends."""
    match test:
        case ast.Constant(value=value):
            return bool(value)
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in types:
            return False
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _runs(operand, types)
            return None if inner is None else not inner
        case ast.BoolOp(op=ast.And(), values=values):
            return False if any(_runs(one, types) is False for one in values) else None
        case ast.Compare(left=ast.Name(id="__name__"), ops=[ast.Eq()]):
            return False
    return None
