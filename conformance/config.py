"""What the user configures, in `[tool.conformance]` and on the command line, with all mistakes named at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from conformance import headers, waivers
from conformance.app.address import Address, address
from conformance.app.exchange import Caller
from conformance.app.guidance import Override
from conformance.app.recipe import MISSING
from conformance.check import Check
from conformance.mistakes import ConfigError, nearest, shown, unknown
from conformance.tables import Table, expected, fits, plain
from conformance.waivers import SubjectsOf, Waiver

__all__ = [
    "Config",
    "ConfigError",
    "Login",
    "Options",
    "Override",
    "Waiver",
    "against",
    "parse",
    "read",
    "selected",
    "waiver_for",
]

T = TypeVar("T")

DEADLINE = 5.0
LEFT_OUT = "left out on the command line"
OPTION = "--conformance-"
KEYS = (
    *("target", "select", "ignore", "strict", "json", "headers", "deadline", "allow-hosts", "redis"),
    *("waivers", "checks", "callers", "login", "values", "requests"),
)
PARAMETER = re.compile(r"{(\w+)(?::\w+)?}")


@dataclass(frozen=True)
class Options:
    """What the command line says; `headers` are strings such as "Name: value"."""

    target: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    strict: bool | None = None
    json: str | None = None
    headers: tuple[str, ...] = ()
    deadline: float | None = None
    allow_hosts: tuple[str, ...] = ()
    redis: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Login:
    """A name and password that the app's own way to log in accepts."""

    username: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Config:
    """Everything that is configured; `ignore` maps areas and ids to reasons, `options` ids to options.

    `mistakes` are those met while reading; `select_key` is the name of what `select` came from.
    """

    target: str | None = None
    select: tuple[str, ...] = ()
    ignore: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    json: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    deadline: float = DEADLINE
    allow_hosts: tuple[str, ...] = ()
    redis: Address | None = None
    waivers: tuple[Waiver, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    callers: tuple[Caller, ...] = ()
    login: Login | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    requests: Mapping[str, Override] = field(default_factory=dict)
    source: Path | None = None
    mistakes: tuple[str, ...] = ()
    select_key: str = "select"

    def raise_mistakes(self) -> None:
        """Raise ConfigError when mistakes were met while reading."""
        if self.mistakes:
            raise ConfigError(self.mistakes, self.source)


def read(pyproject: Path | None) -> Mapping[str, Any]:
    """Return the table `[tool.conformance]`, empty when there is no such file or table; raises ConfigError."""
    if pyproject is None or not pyproject.exists():
        return {}
    try:
        document = tomllib.loads(pyproject.read_bytes().decode())
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"not valid TOML: {error}; correct it there"], pyproject) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"not UTF-8 {_position(error)}; save the file as UTF-8"], pyproject) from error
    except OSError as error:
        raise ConfigError([f"cannot be read: {error.strerror}"], pyproject) from error
    return _tool_table(document, pyproject)


def _position(error: UnicodeDecodeError) -> str:
    before = error.object[: error.start].split(b"\n")
    return f"(at line {len(before)}, column {len(before[-1]) + 1})"


def _tool_table(document: Mapping[str, Any], pyproject: Path) -> Mapping[str, Any]:
    found: list[str] = []
    table = Table(document, "", found).table("tool").table("conformance").values
    if found:
        raise ConfigError(found, pyproject)
    return table


def parse(table: Mapping[str, Any], options: Options, source: Path | None = None) -> Config:
    """Join the table and the command line, which wins; mistakes are kept for `against` or `raise_mistakes`."""
    found: list[str] = []
    file = _of_file(table, found)
    given = _of_command_line(options, found)
    return Config(
        target=_first(given.text("target"), file.text("target")),
        select=_first(given.words("select"), file.words("select")),
        ignore=dict.fromkeys(given.words("ignore"), LEFT_OUT) | _ignored(file),
        strict=_first(given.flag("strict"), file.flag("strict")) or False,
        json=_first(given.text("json"), file.text("json")),
        headers=headers.joined(
            headers.pairs(file, "headers"), headers.from_lines(options.headers, f"{OPTION}header", found)
        ),
        deadline=_first(given.seconds("deadline"), file.seconds("deadline")) or DEADLINE,
        allow_hosts=_first(given.words("allow-host"), file.words("allow-hosts")),
        redis=_first(_address(given), _address(file)),
        waivers=tuple(map(waivers.waiver, file.rows("waivers"))),
        options={id: _check_options(id, row) for id, row in file.tables("checks").items()},
        callers=_callers(file.rows("callers")),
        login=_login(file.table("login")) if "login" in file.values else None,
        values=file.table("values").plain(),
        requests={operation: _request(row) for operation, row in file.tables("requests").items()},
        source=source,
        select_key=f"{OPTION}select" if given.words("select") else "select",
        mistakes=tuple(found),
    )


def _of_file(table: Mapping[str, Any], found: list[str]) -> Table:
    hyphened = {"allow_hosts": "allow-hosts"} if "allow-hosts" not in table else {}
    file = Table({hyphened.get(key, key): value for key, value in table.items()}, "", found)
    file.only(*KEYS)
    return file


def _of_command_line(options: Options, found: list[str]) -> Table:
    values = {
        "target": options.target or None,
        "select": options.select,
        "ignore": options.ignore,
        "strict": options.strict,
        "json": options.json,
        "deadline": options.deadline,
        "allow-host": options.allow_hosts,
        "redis": options.redis,
    }
    return Table(values, OPTION, found)


def _first(given: T, filed: T) -> T:
    return filed if given in (None, ()) else given


def _address(table: Table) -> Address | None:
    url = table.text("redis")
    try:
        return address(url) if url is not None else None
    except ValueError:
        table.note("redis", "not the URL of a Redis server; write redis://host:port or redis://host:port/database")
        return None


def _ignored(file: Table) -> dict[str, str]:
    value = file.values.get("ignore", {})
    if isinstance(value, str | list):
        file.note("ignore", f'{shown(value)} gives no reason; write ignore = {{ "metrics" = "why it is left out" }}')
        return {}
    table = file.table("ignore")
    return {name: _reason(table, name) for name in table.values}


def _reason(table: Table, name: str) -> str:
    inner = table.values[name]
    if isinstance(inner, dict) and inner:
        table.note(name, f'a name with a dot needs quotes; write "{name}.{min(inner)}" = "why it is left out"')
    elif not isinstance(inner, str) or not inner.strip():
        table.note(name, f"{shown(inner)} is no reason; say in a string why it is left out")
    else:
        return inner
    return ""


def _check_options(id: str, table: Table) -> dict[str, Any]:
    for name in _unquoted(id, table.values):
        table.note(name, f'an id needs quotes; write [tool.conformance.checks."{id}.{name}"]')
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.values.items()}


def _unquoted(id: str, options: Mapping[str, Any]) -> list[str]:
    """Return the second halves of ids that TOML took for tables in a table, for want of quotes."""
    return [] if "." in id else [name for name, value in options.items() if isinstance(value, dict)]


def _callers(rows: list[Table]) -> tuple[Caller, ...]:
    callers: dict[str, Caller] = {}
    for row in rows:
        caller = _caller(row)
        if caller.name in callers:
            row.note("name", f"{caller.name!r} is the name of another caller already")
        callers[caller.name or row.name] = caller
    return tuple(callers.values())


def _caller(row: Table) -> Caller:
    row.only("name", "headers", "cookies")
    name = row.required("name", "reports tell callers apart by it")
    return Caller(name, headers.pairs(row, "headers"), headers.pairs(row, "cookies"))


def _login(table: Table) -> Login:
    table.only("username", "password")
    return Login(*(table.required(key, "a login needs username and password") for key in ("username", "password")))


def _request(table: Table) -> Override:
    table.only("path", "query", "headers", "body")
    return Override(
        path=table.table("path").plain(),
        query=table.table("query").plain(),
        headers=headers.pairs(table, "headers"),
        body=plain(table.values["body"]) if "body" in table.values else MISSING,
    )


def against(
    config: Config,
    checks: Mapping[str, Check],
    operations: Collection[str],
    *,
    today: date,
    subjects_of: SubjectsOf,
) -> None:
    """Raise ConfigError with every mistake, those of reading too, for an app with these operations.

    `checks` is the whole catalogue, `subjects_of` returns what a check judges: ids of operations, "app".
    """
    found = [
        *config.mistakes,
        *_unknown_names(config, checks),
        *waivers.mistakes(config.waivers, checks, operations, today, subjects_of),
        *_wrong_options(config, checks),
        *_wrong_requests(config, operations),
    ]
    if not found and checks and not selected(checks, config):
        found.append(f"{config.select_key}: no check is left to run; select more, or ignore less")
    if found:
        raise ConfigError(found, config.source)


def _unknown_names(config: Config, checks: Mapping[str, Check]) -> Iterator[str]:
    names = {*checks, *(check.area for check in checks.values())}
    asked = [(config.select_key, name) for name in config.select]
    asked += [(f"{OPTION}ignore" if why == LEFT_OUT else "ignore", name) for name, why in config.ignore.items()]
    for key, name in asked:
        if name not in names:
            yield f"{key}: {unknown(name, 'check or area', names)}"


def _wrong_options(config: Config, checks: Mapping[str, Check]) -> Iterator[str]:
    for id, given in config.options.items():
        if id in checks:
            yield from (f'checks."{id}".{m}' for m in _misfits(checks[id], given))
        elif not _unquoted(id, given):
            yield f"checks: {unknown(id, 'check', checks)}"


def _misfits(check: Check, given: Mapping[str, Any]) -> Iterator[str]:
    for name, value in given.items():
        if not check.options:
            yield f"{name}: the check takes no options"
        elif name not in check.options:
            yield f"{name}: no such option{nearest(name, check.options)}"
        elif not fits(value, check.options[name]):
            yield f"{name}: {shown(value)} is not {expected(check.options[name])}"


def _wrong_requests(config: Config, operations: Collection[str]) -> Iterator[str]:
    for operation, request in config.requests.items():
        if operation not in operations:
            yield f"requests: {unknown(operation, 'operation', operations)}"
            continue
        known = PARAMETER.findall(operation)
        for name in sorted(request.path.keys() - set(known)):
            yield f'requests."{operation}".path: {unknown(name, "parameter of the path", known)}'


def selected(checks: Mapping[str, Check], config: Config) -> list[Check]:
    """Return the checks to run: those selected by id or area, all when nothing is, without the ignored."""
    return [
        check
        for check in checks.values()
        if (not config.select or _named(check, config.select)) and not _named(check, config.ignore)
    ]


def _named(check: Check, names: Collection[str]) -> bool:
    return check.id in names or check.area in names


def waiver_for(config: Config, check_id: str, subject: str) -> Waiver | None:
    """Return the waiver of a check at an operation, or at the app when the subject is "app"."""
    return next((w for w in config.waivers if (w.check, w.subject) == (check_id, subject)), None)
