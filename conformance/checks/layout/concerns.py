"""Concerns: what is of one kind is kept together, and what is of another kind elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.evidence.layout.importing import all_read
from conformance.evidence.layout.roles import KINDS, OPERATIONS, Role, Roles
from conformance.finding import Finding, Place

_MIXED = 3

# concerns-are-separate


@check("layout.concerns-are-separate", level="should")
def concerns_are_separate(roles: Roles, *, lines: int = 300, operations: int = 8) -> Iterator[Finding]:
    """Operations, models, tables, engines and settings are in modules of their own once one file is too small for them.

    Why: in a file with everything whoever changes a table reads the routes, and whoever tests a route opens a database.
    Do: a folder for each layer (``routes``, ``models``, ``database``), or one for each feature
    Don't: a ``main.py`` of a thousand lines
    Read: https://fastapi.tiangolo.com/tutorial/bigger-applications/
    """
    mixed = [one for one in roles.known.values() if _outgrown(one, lines, operations) and len(_mixes(one)) >= _MIXED]
    for role in mixed:
        begins = sorted((role.lines(kind)[0], kind) for kind in _mixes(role))
        message = f"{role.module.name} defines {_listed(_mixes(role))} in {role.module.lines} lines"
        seen = ", ".join(f"{kind} from line {line} ({len(role.defines[kind])})" for line, kind in begins)
        yield Finding(message, Place(role.module.path, begins[_MIXED - 1][0]), seen)
    all_read(roles.modules, bool(mixed))


def _outgrown(role: Role, lines: int, operations: int) -> bool:
    return role.module.lines > lines or len(role.defines[OPERATIONS]) > operations


def _mixes(role: Role) -> list[str]:
    return [kind for kind in KINDS if role.defines.get(kind)]


def _listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


CHECKS = (concerns_are_separate,)
