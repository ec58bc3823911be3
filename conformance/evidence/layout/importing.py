"""Evidence of who imports whom: the modules the app is made of, and those that import one another in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.app.code import UserCode
from conformance.app.framework import flat_dependants
from conformance.app.loading import Target
from conformance.app.modules import Import, Modules, read
from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.finding import NotApplicable, NotExercised, Place


@dataclass(frozen=True)
class Cycle:
    """Modules that import one another while they are loaded: the shortest circle among `size` of them.

    `steps` begins with the module that is loaded first; the last of them closes the circle.
    """

    steps: tuple[Import, ...]
    places: tuple[Place, ...]
    size: int


@evidence
def modules(target: Target, operations: tuple[Operation, ...], code: UserCode) -> Modules:
    """The user's modules that the app is made of: that of the target, of its endpoints, and what they import."""
    found = read(dict.fromkeys([target.spec.partition(":")[0], *_serving(operations)]), code.owns)
    if not found.known:
        raise NotApplicable("none of the app's modules has a source that can be read")
    return found


def _serving(operations: Iterable[Operation]) -> Iterator[str]:
    for operation in operations:
        needed = flat_dependants(operation.dependant) if operation.dependant is not None else ()
        calls: list[Any] = [operation.endpoint, *(one.call for one in needed)]
        yield from (name for one in calls if isinstance(name := getattr(one, "__module__", None), str))


@evidence
def import_cycles(modules: Modules) -> list[Cycle]:
    """The circles of imports: of modules that all reach one another, the shortest."""
    edges = {(one.importer, one.imported): one for one in modules.at_load() if one.imported in modules.known}
    targets: dict[str, list[str]] = {}
    for importer, imported in edges:
        targets.setdefault(importer, []).append(imported)
    groups = [group for group in components(targets) if len(group) > 1]
    return [_cycle(_shortest(group, targets), edges, modules, len(group)) for group in groups]


def _cycle(names: list[str], edges: Mapping[tuple[str, str], Import], modules: Modules, size: int) -> Cycle:
    first = min(range(len(names)), key=lambda number: modules.order[names[number]])
    turned = [*names[first:], *names[:first]]
    steps = tuple(edges[pair] for pair in zip(turned, [*turned[1:], turned[0]], strict=True))
    return Cycle(steps, tuple(place_of(one, modules) for one in steps), size)


def place_of(one: Import, modules: Modules) -> Place:
    """Return the line of an import statement."""
    return Place(modules.known[one.importer].path, one.line)


def chain(steps: Iterable[Import], modules: Modules) -> str:
    """Return some imports in words, each with its line."""
    places = ((one, Path(modules.known[one.importer].path).name) for one in steps)
    return "; ".join(f"{one.importer} imports {one.imported} ({name}:{one.line})" for one, name in places)


def all_read(modules: Modules, found: bool) -> None:
    """Raise NotExercised when nothing was found, and there are modules that could not be looked at."""
    if modules.unread and not found:
        raise NotExercised("; ".join(f"{name} cannot be read: {why}" for name, why in modules.unread.items()))


def _shortest(group: list[str], targets: Mapping[str, list[str]]) -> list[str]:
    """Return the shortest cycle among modules that all reach one another; of several the first by name."""
    inside = set(group)
    pairs = sorted((one, other) for one in group for other in targets[one] if other in inside)
    for one, other in pairs:
        if one in targets[other]:
            return [one, other]
    import grimp

    graph = grimp.ImportGraph()
    for one, other in pairs:
        graph.add_import(importer=one, imported=other)
    chains = (graph.find_shortest_chain(importer=other, imported=one) for one, other in pairs)
    return min((list(found) for found in chains if found is not None), key=len)


def components(targets: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the strongly connected components of a graph (Tarjan, without recursion)."""
    found: list[list[str]] = []
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    for root in targets:
        work = [] if root in index else [(root, iter(targets[root]))]
        while work:
            node, following = work[-1]
            if node not in index:
                index[node] = lowest[node] = len(index)
                stack.append(node)
                waiting.add(node)
            other = next(following, None)
            if other is not None:
                if other not in index:
                    work.append((other, iter(targets.get(other, ()))))
                elif other in waiting:
                    lowest[node] = min(lowest[node], index[other])
                continue
            work.pop()
            if work:
                lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
            if lowest[node] == index[node]:
                found.append(_taken(stack, waiting, node))
    return found


def _taken(stack: list[str], waiting: set[str], node: str) -> list[str]:
    """Take a component off the stack."""
    cut = stack.index(node)
    component = stack[cut:]
    del stack[cut:]
    waiting.difference_update(component)
    return component


EVIDENCE = (modules, import_cycles)
