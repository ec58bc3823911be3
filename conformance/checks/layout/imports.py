"""Imports: which way they point, and what they do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conformance.app.modules import Modules
from conformance.check import check
from conformance.evidence.layout.fresh import Deprecated, Effect
from conformance.evidence.layout.importing import Cycle, all_read, chain
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


# import-has-no-effects


@check("layout.import-has-no-effects")
def import_has_no_effects(import_effects: list[Effect]) -> Iterator[Finding]:
    """Importing the app connects to nothing, opens no database or file for writing, and starts no thread.

    Why: whoever imports it does that too: a test, a migration, a worker before it forks, a command that prints help.
    With the database away the app cannot be imported at all.
    Do: open in ``lifespan`` what the app needs while it serves; make an engine, which connects when it is used
    Don't: ``Base.metadata.create_all(engine)``, ``requests.get(...)``, ``scheduler.start()`` at module level
    Read: https://fastapi.tiangolo.com/advanced/events/
    """
    for effect in import_effects:
        led = [f"{Path(place.path).name}:{place.line}" for place in effect.chain]
        yield Finding(effect.message, effect.at, f"imported by way of {', '.join(led)}" if led else "")


# no-deprecated-api


@check("layout.no-deprecated-api", level="should")
def no_deprecated_api(deprecated_methods: list[Deprecated], deprecated_calls: list[Deprecated]) -> Iterator[Finding]:
    """Nothing is used that FastAPI, Starlette or Pydantic have deprecated.

    Why: it is gone in a later version: Starlette 1.0 removed ``on_event``, and everybody who used it stayed behind.
    Do: ``FastAPI(lifespan=lifespan)``, ``model_config = ConfigDict(...)``, ``item.model_dump()``
    Don't: ``@app.on_event("startup")``, ``class Config:``, ``@validator``, ``item.dict()``
    Read: https://fastapi.tiangolo.com/advanced/events/
    """
    known = {call.at for call in deprecated_calls}
    for call in (*deprecated_calls, *(one for one in deprecated_methods if one.at not in known)):
        yield Finding(call.message, call.at)


CHECKS = (no_import_cycles, import_has_no_effects, no_deprecated_api)
