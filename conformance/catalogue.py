"""All known checks: gathered, looked up, listed and explained."""

from __future__ import annotations

import inspect
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import get_args

from conformance.check import Check, Level, functions, needs
from conformance.mistakes import ConfigError, shown, unknown

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
WIDTH = 80
WIDEST_ID = 36


def catalogue(iterables: Iterable[Iterable[Check]]) -> dict[str, Check]:
    """Return the checks by id, sorted; raises ConfigError with every mistake in how they are made."""
    given = [item for iterable in iterables for item in _items(iterable)]
    checks = [item for item in given if isinstance(item, Check)]
    mistakes = [mistake for item in given for mistake in _mistakes(item)] + list(_duplicates(checks))
    if mistakes:
        raise ConfigError(mistakes)
    return {check.id: check for check in sorted(checks, key=_id)}


def _items(iterable: object) -> list[object]:
    """Return what a hook returned; a single thing where a list belongs is a mistake by being in a list itself."""
    if isinstance(iterable, Iterable) and not isinstance(iterable, str):
        return list(iterable)
    return [[iterable]] if isinstance(iterable, Check) else [iterable]


def _mistakes(item: object) -> Iterator[str]:
    match item:
        case Check():
            yield from (f"{_named(item)}: {mistake}" for mistake in _flaws(item))
        case [Check() as alone]:
            yield f"{_named(alone)}: returned alone; return a list of checks"
        case _ if inspect.isroutine(item):
            yield f'{_origin(item)} is a function and no check; write @check("area.name") above it'
        case _:
            yield f"{shown(item)} ({type(item).__name__}) is no check; make checks with @check"


def _flaws(check: Check) -> Iterator[str]:
    if not ID.fullmatch(str(check.id)):
        yield f"{check.id!r} is no id; write area.name in lower case, with digits and hyphens only"
    if check.level not in get_args(Level):
        yield f"{check.level!r} is no level; write must or should"
    if not check.statement.strip():
        yield "has no docstring; say in its first line what is true when an app conforms"
    for name, default in check.options.items():
        if default is inspect.Parameter.empty:
            yield f"its option {name} has no default; give it one"


def _duplicates(checks: Iterable[Check]) -> Iterator[str]:
    for id, same in groupby(sorted(checks, key=_id), key=_id):
        origins = [_origin(check.function) for check in same]
        if len(origins) > 1:
            yield f"{id}: {len(origins)} checks have this id: {', '.join(origins)}; rename all but one"


def _named(check: Check) -> str:
    return f"{check.id} ({_origin(check.function)})".lstrip()


def _origin(function: object) -> str:
    name = getattr(function, "__qualname__", None)
    return f"{getattr(function, '__module__', '?')}.{name}" if name else repr(function)


def _id(check: Check) -> str:
    return str(check.id)


def lookup(checks: Mapping[str, Check], id: str) -> Check:
    """Return the check with an id; raises ConfigError with the nearest id or area."""
    if id not in checks:
        raise ConfigError([unknown(id, "check", {*checks, *(check.area for check in checks.values())})])
    return checks[id]


def explanation(checks: Mapping[str, Check], name: str) -> str:
    """Explain the check with an id, or list the checks of an area; raises ConfigError for any other name."""
    area = {id: check for id, check in checks.items() if check.area == name}
    return listing(area) if area else explain(lookup(checks, name))


def listing(checks: Mapping[str, Check]) -> str:
    """Return the checks by area, each with its level and statement, at most 80 columns wide."""
    width = min(WIDEST_ID, max(map(len, checks), default=0))
    areas = groupby(sorted(checks.values(), key=_id), key=lambda check: check.area)
    return "\n\n".join("\n".join([area, *(_entry(check, width) for check in members)]) for area, members in areas)


def _entry(check: Check, width: int) -> str:
    head = f"  {check.id:<{width}}  {check.level:<6}  "
    column = " " * (width + 12)
    if len(check.id) <= width:
        return textwrap.fill(check.statement, WIDTH, initial_indent=head, subsequent_indent=column)
    return f"{head.rstrip()}\n{textwrap.fill(check.statement, WIDTH, initial_indent=column, subsequent_indent=column)}"


def explain(check: Check) -> str:
    """Return all there is to know about a check: its documentation, evidence, options, and how to waive it."""
    parts = [f"{check.id} ({check.level})", check.doc, _evidence(check), _options(check), _waiver(check)]
    return "\n\n".join(filter(None, parts))


def _evidence(check: Check) -> str:
    names = dict.fromkeys(name for function in functions(check) for name in needs(function))
    text = f"Looks at: {', '.join(names) or 'nothing'}"
    return textwrap.fill(text, WIDTH, subsequent_indent="  ")


def _options(check: Check) -> str:
    if not check.options:
        return ""
    lines = (f"  {name} = {_default(value)}" for name, value in check.options.items())
    return "\n".join([f'Options, under [tool.conformance.checks."{check.id}"]:', *lines])


def _default(value: object) -> str:
    """Return a default as it is written in TOML."""
    match value:
        case None:
            return "(unset)"
        case bool() | str():
            return json.dumps(value, ensure_ascii=False)
        case tuple() | list():
            return f"[{', '.join(map(_default, value))}]"
        case set() | frozenset():
            return f"[{', '.join(sorted(map(_default, value)))}]"
    return repr(value)


def _waiver(check: Check) -> str:
    return f"""\
Waive it, in pyproject.toml:

  [[tool.conformance.waivers]]
  check = "{check.id}"
  operation = "POST /items"   # leave out when it is judged once for the app
  reason = "Say why, and until when."
  until = 2027-01-31          # optional"""
