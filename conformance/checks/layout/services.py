"""Services and settings: what knows nothing of requests, and where the environment is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.check import check
from conformance.checks.layout.direction import below
from conformance.evidence.layout.environment import Reading, Spoken
from conformance.evidence.layout.importing import all_read
from conformance.evidence.layout.roles import ENGINES, OPERATIONS, SETTINGS, TABLES, Role, Roles
from conformance.finding import Finding, NotApplicable

_PLACES = frozenset(
    {
        *("service", "services", "domain", "usecase", "usecases", "use_cases", "crud", "repository", "repositories"),
        *("repo", "repos", "dao", "daos", "models", "entities", "database", "db"),
    }
)
_HTTP_PLACES = frozenset(
    {
        *("api", "apis", "routes", "routers", "router", "endpoints", "views", "web", "http", "rest", "controllers"),
        *("handlers", "middleware", "middlewares", "dependencies", "deps", "auth", "security"),
    }
)
_SETTINGS = frozenset(
    {"settings", "config", "configuration", "conf", "constants", "env", "environment", "globals", "defaults"}
)

# services-do-not-speak-http


@check("layout.services-do-not-speak-http", level="should")
def services_do_not_speak_http(
    http_exceptions: list[Spoken], roles: Roles, *, services: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """Services raise errors of their own, and leave it to routes and handlers what HTTP makes of them.

    Why: a job, a command or another service gets an answer of HTTP for an error, and no way to tell one from another.
    Do: ``raise ItemNotFound(item_id)``, with a handler that answers 404; the option ``services`` names modules
    Don't: ``raise HTTPException(404)`` in ``shop/services/items.py``
    Read: https://fastapi.tiangolo.com/tutorial/handling-errors/#install-custom-exception-handlers
    """
    serving = {name for name, role in roles.known.items() if _serves(role, roles, services)}
    if not serving:
        raise NotApplicable("no module of the app is a service, by its name or by what it works with")
    found = [one for one in http_exceptions if one.role.module.name in serving]
    for one in found:
        lines = f"lines {', '.join(map(str, one.lines))}" if len(one.lines) > 1 else ""
        yield Finding(f"{one.role.module.name}, a service, raises HTTPException", one.at, lines)
    all_read(roles.modules, bool(found))


def _serves(role: Role, roles: Roles, services: tuple[str, ...]) -> bool:
    """Return whether a module is a service by what the user says, or by its name or what it works with."""
    module = role.module
    if any(below(module.name, name) for name in services):
        return True
    if role.has(OPERATIONS) or role.puts_together or role.of_http or module.path in roles.needed:
        return False
    places = [part for part in module.name.split(".") if part in _PLACES | _HTTP_PLACES]
    return places[-1] in _PLACES if places else _works_with_data(role, roles)


def _works_with_data(role: Role, roles: Roles) -> bool:
    imported = (roles.known.get(one.imported) for one in roles.modules.imports[role.module.name])
    return any(one is not None and one.has(TABLES, ENGINES) for one in imported)


# settings-in-one-place


@check("layout.settings-in-one-place", level="should")
def settings_in_one_place(environment_readings: Mapping[str, list[Reading]], roles: Roles) -> Iterator[Finding]:
    """The environment is read in the module of the settings, or in that of each feature, and nowhere else.

    Why: nobody can say what the app has to be given, a name that is misspelt is None, and tests change what others see.
    Do: ``class Settings(BaseSettings)`` in ``settings.py``, and pass the object on
    Don't: ``os.getenv("PAGE_SIZE", "20")`` in a route
    Read: https://fastapi.tiangolo.com/advanced/settings/
    """
    if not environment_readings and not any(role.has(SETTINGS) for role in roles.known.values()):
        all_read(roles.modules, False)
        raise NotApplicable("the app reads no settings from the environment")
    homes = {name for name in environment_readings if _keeps_settings(roles.known[name])}
    if not homes and not any(role.has(SETTINGS) for role in roles.known.values()):
        homes = {max(environment_readings, key=lambda name: len(environment_readings[name]))}
    others = [name for name in environment_readings if name not in homes]
    for name in others:
        readings = environment_readings[name]
        names = ", ".join(dict.fromkeys(one.name for one in readings))
        yield Finding(f"{name} reads the environment: {names}", readings[0].at)
    all_read(roles.modules, bool(others))


def _keeps_settings(role: Role) -> bool:
    """Return whether a module is there for settings by what it defines, by its name, or by that of a package."""
    *packages, name = role.module.name.lower().split(".")
    affixes = any(name.startswith(f"{word}_") or name.endswith(f"_{word}") for word in _SETTINGS)
    return role.has(SETTINGS) or affixes or not _SETTINGS.isdisjoint({*packages[1:], name})


CHECKS = (services_do_not_speak_http, settings_in_one_place)
