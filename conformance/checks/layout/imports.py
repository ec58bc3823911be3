"""Imports: which way they point, and what they do."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.modules import Modules
from conformance.check import check
from conformance.evidence.importing import Cycle, all_read, chain
from conformance.finding import Finding

# no-import-cycles


@check("layout.no-import-cycles")
def no_import_cycles(import_cycles: list[Cycle], modules: Modules) -> Iterator[Finding]:
    """No modules import one another in a circle while they are loaded.

    Why: which of them may be imported first depends on the order of lines; one import more, or a test that begins
    elsewhere, and Python says "partially initialized module".
    Do: move what both need to a module of its own, or pass it as an argument
    Don't: ``from shop.main import app`` in a module that ``shop.main`` imports
    Read: https://fastapi.tiangolo.com/tutorial/bigger-applications/
    """
    for cycle in import_cycles:
        names = [one.importer for one in cycle.steps]
        more = f", the shortest circle among {cycle.size} modules" if cycle.size > len(names) else ""
        message = f"{' imports '.join([*names, names[0]])}{more}"
        yield Finding(message, cycle.places[-1], chain(cycle.steps, modules))
    all_read(modules, bool(import_cycles))


CHECKS = (no_import_cycles,)
