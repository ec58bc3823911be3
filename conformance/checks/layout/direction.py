"""Direction: operations are built on services, services on data, and never the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from conformance.app.modules import Import
from conformance.check import check
from conformance.evidence.layout.importing import all_read, place_of
from conformance.evidence.layout.roles import ENGINES, MODELS, OPERATIONS, TABLES, Role, Roles
from conformance.finding import Finding

_ROUTES, _SERVICES, _DATA = range(3)
_WORDS = ("routes", "a service", "data")


@dataclass(frozen=True)
class Declared:
    """What the user says of modules, by the names of modules and packages: of two that fit, the longer counts."""

    routes: tuple[str, ...]
    services: tuple[str, ...]
    data: tuple[str, ...]

    def layer(self, module: str) -> int | None:
        """Return the layer that a module was declared to be of."""
        layers = enumerate((self.routes, self.services, self.data))
        fitting = [(len(name), layer) for layer, names in layers for name in names if below(module, name)]
        return max(fitting)[1] if fitting else None


def below(module: str, name: str) -> bool:
    """Return whether a module has a name, or is in the package that has it."""
    return module == name or module.startswith(f"{name}.")


# imports-point-one-way


@check("layout.imports-point-one-way")
def imports_point_one_way(
    roles: Roles, *, routes: tuple[str, ...] = (), services: tuple[str, ...] = (), data: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """What operations are built on does not import them: routes import services, and services import data.

    Why: a table that needs a route cannot be used without the whole app: not by a migration, a script or a worker.
    Do: move what both need below both; the options ``routes``, ``services`` and ``data`` name modules and packages
    Don't: ``from shop.routes.items import PAGE_SIZE`` in ``shop/tables.py``
    Read: https://fastapi.tiangolo.com/tutorial/bigger-applications/
    """
    found = list(_wrong(roles, Declared(routes, services, data)))
    yield from found
    all_read(roles.modules, bool(found))


def _wrong(roles: Roles, declared: Declared) -> Iterator[Finding]:
    known = set()
    for one in roles.modules.all():
        importer, imported = roles.known[one.importer], roles.known.get(one.imported)
        if imported is None or (one.importer, one.imported) in known:
            continue
        upper, lower = _layer(imported, roles, declared), _layer(importer, roles, declared)
        if upper is None or lower is None or lower <= upper or not (upper == _ROUTES or _both(one, declared)):
            continue
        known.add((one.importer, one.imported))
        message = f"{one.importer} ({_said(importer, lower)}) imports {one.imported} ({_said(imported, upper)})"
        yield Finding(message, place_of(one, roles.modules))


def _both(one: Import, declared: Declared) -> bool:
    return declared.layer(one.importer) is not None and declared.layer(one.imported) is not None


def _layer(role: Role, roles: Roles, declared: Declared) -> int | None:
    """Return the layer of a module, None where nothing tells."""
    layer = declared.layer(role.module.name)
    if layer is not None:
        return layer
    if role.has(OPERATIONS):
        return _ROUTES
    if role.puts_together:
        return None
    if role.has(TABLES, MODELS) or (role.has(ENGINES) and not role.of_http):
        return _DATA
    return _SERVICES if roles.is_service(role) else None


def _said(role: Role, layer: int) -> str:
    kinds = [kind for kind in (OPERATIONS, TABLES, ENGINES, MODELS) if role.has(kind)]
    return kinds[0] if kinds else _WORDS[layer]


CHECKS = (imports_point_one_way,)
