"""What a user may configure, and what is said about every way to get it wrong."""

from __future__ import annotations

import contextlib
import pickle
import tomllib
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conformance.app.exchange import Caller
from conformance.check import Check, check
from conformance.config import KEYS as KNOWN_KEYS
from conformance.config import (
    Config,
    ConfigError,
    Login,
    Options,
    Override,
    Waiver,
    against,
    parse,
    read,
    selected,
    waiver_for,
)
from conformance.finding import Finding

OPERATIONS = ["GET /items", "POST /items", "GET /items/{item_id}"]
TODAY = date(2026, 6, 1)


@check("errors.one-shape")
def one_shape(answers: object) -> Iterator[Finding]:
    """Every error has one shape."""
    yield from ()


@check("cache.entries-expire")
def entries_expire(
    cold: object,
    *,
    durable: tuple[str, ...] = (),
    statuses: tuple[int, ...] = (500,),
    factor: float = 2.0,
    rows: int = 3,
    deep: bool = False,
    prefix: str = "",
    anything: object = None,
) -> Iterator[Finding]:
    """Every key has a time to live."""
    yield from ()


@check("errors.handler-is-safe")
def handler_is_safe(app: object) -> Iterator[Finding]:
    """The handler of the app gives nothing away."""
    yield from ()


@check("items.posted-once")
def posted_once(app: object) -> Iterator[Finding]:
    """Only judges one operation."""
    yield from ()


CHECKS = {c.id: c for c in (entries_expire, handler_is_safe, one_shape, posted_once)}


def subjects_of(check: Check) -> Collection[str]:
    special = {"errors.handler-is-safe": ["app"], "items.posted-once": ["POST /items"]}
    return special.get(check.id, OPERATIONS)


def parsed(toml: str, **options: Any) -> Config:
    return parse(tomllib.loads(toml), Options(**options), Path("pyproject.toml"))


def mistakes(toml: str, **options: Any) -> list[str]:
    try:
        against(parsed(toml, **options), CHECKS, OPERATIONS, today=TODAY, subjects_of=subjects_of)
    except ConfigError as error:
        return error.mistakes
    return []


def waived(check: str, *lines: str) -> str:
    return "\n".join(["[[waivers]]", f'check = "{check}"', 'reason = "Agreed."', *lines, ""])


FULL = """
target = "shop.main:app"
select = "errors, cache"
ignore = { "cache.entries-expire" = "No cache in production." }
strict = true
json = "report.json"
deadline = 2
allow-hosts = ["db.internal"]
headers = { X-Tenant = "t1", accept-language = "de" }
values = { start = 2027-01-31, sku = "A-1" }

[[waivers]]
check = "errors.one-shape"
operation = "POST /items"
reason = "Legacy clients."
until = 2027-01-31

[[waivers]]
check = "errors.handler-is-safe"
reason = "Gone with SHOP-12."

[checks."cache.entries-expire"]
durable = ["config:"]

[[callers]]
name = "admin"
headers = { Authorization = "Bearer a" }

[[callers]]
name = "guest"
cookies = { session = "s" }

[login]
username = "jo"
password = "secret"

[requests."GET /items/{item_id}"]
path = { item_id = 7 }
query = { since = 2026-01-01 }
headers = { If-Match = "x" }
body = { when = [2026-01-01T10:00:00Z] }
"""


def test_everything_configured_arrives() -> None:
    assert mistakes(FULL) == []
    assert parsed(FULL) == Config(
        target="shop.main:app",
        select=("errors", "cache"),
        ignore={"cache.entries-expire": "No cache in production."},
        strict=True,
        json="report.json",
        headers={"X-Tenant": "t1", "accept-language": "de"},
        deadline=2,
        allow_hosts=("db.internal",),
        waivers=(
            Waiver("errors.one-shape", "POST /items", "Legacy clients.", date(2027, 1, 31)),
            Waiver("errors.handler-is-safe", None, "Gone with SHOP-12."),
        ),
        options={"cache.entries-expire": {"durable": ("config:",)}},
        callers=(Caller("admin", {"Authorization": "Bearer a"}), Caller("guest", {}, {"session": "s"})),
        login=Login("jo", "secret"),
        values={"start": "2027-01-31", "sku": "A-1"},
        requests={
            "GET /items/{item_id}": Override(
                {"item_id": 7},
                {"since": "2026-01-01"},
                {"If-Match": "x"},
                {"when": ["2026-01-01T10:00:00+00:00"]},
            )
        },
        source=Path("pyproject.toml"),
    )


def test_nothing_configured_is_the_default() -> None:
    assert parse({}, Options()) == Config()
    assert Config().deadline == 5.0


def test_the_command_line_wins_over_the_file() -> None:
    config = parsed(
        FULL,
        target="other:app",
        select=("items,errors",),
        ignore=("errors", "cache.entries-expire"),
        strict=False,
        json="x.json",
        headers=("x-tenant: t2:3", "X-New: 1"),
        deadline=0.5,
        allow_hosts=("redis",),
    )
    assert (config.target, config.strict, config.json, config.deadline) == ("other:app", False, "x.json", 0.5)
    assert config.select == ("items", "errors")
    assert config.allow_hosts == ("redis",)
    assert config.headers == {"accept-language": "de", "x-tenant": "t2:3", "X-New": "1"}
    assert config.ignore == {
        "errors": "left out on the command line",
        "cache.entries-expire": "No cache in production.",
    }


def test_allow_hosts_may_be_written_with_an_underscore() -> None:
    assert parsed('allow_hosts = ["a"]').allow_hosts == ("a",)


def test_a_password_is_not_shown() -> None:
    assert "secret" not in repr(parsed(FULL))


@pytest.mark.parametrize(
    ("toml", "mistake"),
    [
        ("dedline = 3", "dedline: no such key; nearest: deadline"),
        ("deadline = 'soon'", "deadline: 'soon' is not a number of seconds above 0"),
        ("deadline = 0", "deadline: 0 is not a number of seconds above 0"),
        ("deadline = inf", "deadline: inf is not a number of seconds above 0"),
        ("deadline = true", "deadline: true is not a number of seconds above 0"),
        ("target = 3", "target: 3 is not a string"),
        ("target = ' '", "target: empty"),
        ("strict = 'yes'", "strict: 'yes' is not true or false"),
        ("json = true", "json: true is not a string"),
        ("select = 3", "select: 3 is not a list of strings"),
        ("select = ['errors', 3]", "select: ['errors', 3] is not a list of strings"),
        ("select = ['erors']", "select: 'erors' is no check or area; nearest: errors"),
        (
            "ignore = ['cache']",
            'ignore: [\'cache\'] gives no reason; write ignore = { "metrics" = "why it is left out" }',
        ),
        ("ignore = { cache = ' ' }", "ignore.cache: ' ' is no reason; say in a string why it is left out"),
        (
            "[ignore]\ncache.entries-expire = 'x'",
            'ignore.cache: a name with a dot needs quotes; write "cache.entries-expire" = "why it is left out"',
        ),
        ("ignore = { Cache = 'x' }", "ignore: 'Cache' is no check or area; nearest: cache"),
        ("headers = 'x'", "headers: 'x' is not a table"),
        ("headers = { X-Tenant = 3 }", "headers.X-Tenant: 3 is not a string"),
        ("headers = { 'X Y' = 'a' }", 'headers."X Y": is no name that can be sent; use letters, digits and hyphens'),
        ('headers = { X = "a\\nb" }', "headers.X: holds '\\n' in its value, which cannot be sent"),
        ("headers = { X = 'a\u20ac' }", "headers.X: holds '\u20ac' in its value, which cannot be sent"),
        ("allow-hosts = 3", "allow-hosts: 3 is not a list of strings"),
        ("allow-hosts = []\nallow_hosts = []", "allow_hosts: no such key; nearest: allow-hosts"),
        ("waivers = 'x'", "waivers: 'x' is not an array of tables; write [[tool.conformance.waivers]]"),
        ("callers = { name = 'x' }", "callers: a table is not an array of tables; write [[tool.conformance.callers]]"),
        ("[[callers]]", "callers[0].name: missing; reports tell callers apart by it"),
        (
            "[[callers]]\nname = 'a'\n[[callers]]\nname = 'a'",
            "callers[1].name: 'a' is the name of another caller already",
        ),
        ("[[callers]]\nname = 'a'\ncookie = {}", "callers[0].cookie: no such key; nearest: cookies"),
        ("[[callers]]\nname = 'a'\ncookies = { s = 3 }", "callers[0].cookies.s: 3 is not a string"),
        ("login = { username = 'a' }", "login.password: missing; a login needs username and password"),
        (
            "login = { username = 'a', password = 'b', realm = 'c' }",
            "login.realm: no such key; known: password, username",
        ),
        ("values = 3", "values: 3 is not a table"),
        ("[requests]\n'GET /items' = 3", 'requests."GET /items": 3 is not a table'),
        ("[requests.'GET /items']\nquerry = {}", 'requests."GET /items".querry: no such key; nearest: query'),
        ("[requests.'GET /item']", "requests: 'GET /item' is no operation; nearest: GET /items"),
        (
            "[requests.'GET /items/{item_id}'.path]\nid = 3",
            "requests.\"GET /items/{item_id}\".path: 'id' is no parameter of the path; known: item_id",
        ),
        (
            "[requests.'GET /items'.path]\nid = 3",
            "requests.\"GET /items\".path: 'id' is no parameter of the path; there are none",
        ),
        ("checks = 3", "checks: 3 is not a table"),
        ("[checks.'errors.one-shap']", "checks: 'errors.one-shap' is no check; nearest: errors.one-shape"),
        (
            "[checks.cache.entries-expire]\ndurable = ['x']",
            'checks.cache.entries-expire: an id needs quotes; write [tool.conformance.checks."cache.entries-expire"]',
        ),
        (
            "[checks.'errors.one-shape']\nlimit = 3",
            'checks."errors.one-shape".limit: the check takes no options',
        ),
        (
            "[checks.'cache.entries-expire']\ndurabel = []",
            'checks."cache.entries-expire".durabel: no such option; nearest: durable',
        ),
    ],
)
def test_a_mistake_is_named_with_its_key_its_value_and_what_to_do(toml: str, mistake: str) -> None:
    assert mistakes(toml) == [mistake]


@pytest.mark.parametrize(
    ("option", "mistake"),
    [
        ("deep = 1", "deep: 1 is not true or false"),
        ("rows = true", "rows: true is not a whole number"),
        ("rows = 1.5", "rows: 1.5 is not a whole number"),
        ("factor = '2'", "factor: '2' is not a number"),
        ("prefix = 2", "prefix: 2 is not a string"),
        ("durable = 'x'", "durable: 'x' is not a list of strings"),
        ("durable = [1]", "durable: [1] is not a list of strings"),
        ("statuses = ['500']", "statuses: ['500'] is not a list of whole numbers"),
    ],
)
def test_an_option_must_be_of_the_type_of_its_default(option: str, mistake: str) -> None:
    assert mistakes(f"[checks.'cache.entries-expire']\n{option}") == [f'checks."cache.entries-expire".{mistake}']


def test_options_that_fit_their_defaults_are_taken() -> None:
    fitting = "deep = true\nrows = 0\nfactor = 3\nprefix = ''\ndurable = []\nstatuses = [503]\nanything = 2026-01-01"
    assert mistakes(f"[checks.'cache.entries-expire']\n{fitting}") == []


@pytest.mark.parametrize(
    ("toml", "mistake"),
    [
        (
            waived("errors.one-shap", 'operation = "POST /items"'),
            ".check: 'errors.one-shap' is no check; nearest: errors.one-shape",
        ),
        (waived("errors.*"), ".check: 'errors.*' is a pattern; write one waiver for each check"),
        (
            waived("errors.one-shape", 'operation = "POST *"'),
            ".operation: 'POST *' is a pattern; write one waiver for each operation",
        ),
        (
            waived("errors.one-shape", 'operation = "post /itms"'),
            ".operation: 'post /itms' is no operation; nearest: POST /items",
        ),
        (
            waived("errors.one-shape"),
            ': errors.one-shape is judged for each operation; add operation = "GET /items" or another',
        ),
        (
            waived("errors.handler-is-safe", 'operation = "POST /items"'),
            ".operation: errors.handler-is-safe is judged once for the app; leave operation out",
        ),
        (
            waived("items.posted-once", 'operation = "GET /items"'),
            ".operation: items.posted-once does not judge 'GET /items'; remove the waiver",
        ),
        (
            waived("errors.handler-is-safe", "until = 2026-05-31"),
            ".until: 2026-05-31 has passed; mend errors.handler-is-safe at app, or agree on a new date",
        ),
        (
            waived("errors.handler-is-safe", 'until = "2027-01-31"'),
            ".until: '2027-01-31' is not a date; write it without quotes or time: until = 2027-01-31",
        ),
        (
            waived("errors.handler-is-safe", "until = 2027-01-31T10:00:00"),
            ".until: 2027-01-31T10:00:00 is not a date; write it without quotes or time: until = 2027-01-31",
        ),
        (waived("errors.handler-is-safe", "untill = 2027-01-31"), ".untill: no such key; nearest: until"),
        ("[[waivers]]\ncheck = 'errors.handler-is-safe'", ".reason: missing; say why it was agreed"),
        ("[[waivers]]\ncheck = 'errors.handler-is-safe'\nreason = ''", ".reason: empty"),
        ("[[waivers]]\nreason = 'Agreed.'", ".check: missing; name the check it waives"),
    ],
)
def test_a_wrong_waiver_is_named(toml: str, mistake: str) -> None:
    assert mistakes(toml) == [f"waivers[0]{mistake}"]


def test_a_waiver_holds_through_its_last_day() -> None:
    assert mistakes(waived("errors.handler-is-safe", "until = 2026-06-01")) == []


def test_a_waiver_given_twice_is_named_with_its_first() -> None:
    twice = waived("errors.handler-is-safe") + waived("errors.handler-is-safe", 'operation = "app"')
    assert mistakes(twice) == ["waivers[1]: errors.handler-is-safe at app is waived already by waivers[0]; remove one"]


def test_a_waiver_of_what_judges_nothing_is_to_be_removed() -> None:
    config = parsed(waived("errors.handler-is-safe"))
    with pytest.raises(ConfigError, match="judges nothing in this app; remove the waiver"):
        against(config, CHECKS, OPERATIONS, today=TODAY, subjects_of=lambda _: [])


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        ({"select": ("eror",)}, "--conformance-select: 'eror' is no check or area; nearest: errors"),
        ({"ignore": ("cach",)}, "--conformance-ignore: 'cach' is no check or area; nearest: cache"),
        ({"deadline": -1.0}, "--conformance-deadline: -1.0 is not a number of seconds above 0"),
        ({"headers": ("X-A=1",)}, "--conformance-header: 'X-A=1' lacks its colon; write 'Name: value'"),
        (
            {"headers": ("Authorization Bearer t0ken",)},
            "--conformance-header: 'Authorization' lacks its colon; write 'Name: value'",
        ),
        (
            {"headers": (": 1",)},
            "--conformance-header: '' is no name that can be sent; use letters, digits and hyphens",
        ),
        (
            {"select": ("errors",), "ignore": ("errors",)},
            "--conformance-select: no check is left to run; select more, or ignore less",
        ),
    ],
)
def test_a_mistake_on_the_command_line_names_its_option(options: dict[str, Any], mistake: str) -> None:
    assert mistakes("", **options) == [mistake]


def test_all_mistakes_are_reported_at_once() -> None:
    toml = "dedline = 1\nselect = ['x']\n" + waived("no.such", 'operation = "GET /no"', "until = 2020-01-01")
    assert mistakes(toml, headers=("bad",)) == [
        "dedline: no such key; nearest: deadline",
        "--conformance-header: 'bad' lacks its colon; write 'Name: value'",
        "select: 'x' is no check or area; known: cache, cache.entries-expire, errors, errors.handler-is-safe, "
        "errors.one-shape, items, items.posted-once",
        "waivers[0].check: 'no.such' is no check; known: cache.entries-expire, errors.handler-is-safe, "
        "errors.one-shape, items.posted-once",
        "waivers[0].operation: 'GET /no' is no operation; known: GET /items, GET /items/{item_id}, POST /items",
        "waivers[0].until: 2020-01-01 has passed; mend no.such at GET /no, or agree on a new date",
    ]


def test_when_nothing_is_near_and_there_are_many_the_message_says_where_to_look() -> None:
    many = {f"area.check-{number}": one_shape for number in range(20)}
    config = parsed(waived("x", 'operation = "y"'))
    with pytest.raises(ConfigError) as caught:
        against(config, many, [f"GET /{number}" for number in range(20)], today=TODAY, subjects_of=subjects_of)
    assert caught.value.mistakes == [
        "waivers[0].check: 'x' is no check; --conformance-list shows them all",
        "waivers[0].operation: 'y' is no operation; --collect-only shows them all",
    ]


KEYS = st.sampled_from(
    [
        *KNOWN_KEYS,
        "check",
        "operation",
        "reason",
        "until",
        "name",
        "cookies",
        "username",
        "password",
        "path",
        "query",
        "body",
        "errors.one-shape",
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.times()
VALUES = st.recursive(
    SCALARS.filter(lambda value: value is not None),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, database=None)
@given(st.dictionaries(KEYS, VALUES))
def test_no_table_of_any_shape_breaks_the_reading(table: dict[str, Any]) -> None:
    config = parse(table, Options())
    with contextlib.suppress(ConfigError):
        against(config, CHECKS, OPERATIONS, today=TODAY, subjects_of=subjects_of)


def test_a_setting_of_the_file_is_checked_even_when_the_command_line_wins() -> None:
    assert mistakes("deadline = 'soon'", deadline=1.0) == ["deadline: 'soon' is not a number of seconds above 0"]


def test_mistakes_of_reading_can_be_raised_without_an_app() -> None:
    Config().raise_mistakes()
    with pytest.raises(ConfigError) as caught:
        parsed("strict = 1\njson = 2").raise_mistakes()
    assert str(caught.value) == (
        "conformance: 2 mistakes in pyproject.toml\n  strict: 1 is not true or false\n  json: 2 is not a string"
    )


def test_the_file_is_not_blamed_for_the_command_line() -> None:
    with pytest.raises(ConfigError) as caught:
        parsed("", headers=("bad",)).raise_mistakes()
    assert str(caught.value).startswith("conformance: 1 mistake\n  --conformance-header")


def test_an_error_survives_the_way_between_workers() -> None:
    error = ConfigError(["a"], Path("pyproject.toml"))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_checks_are_selected_by_area_or_id() -> None:
    def ids(**options: Any) -> list[str]:
        return [check.id for check in selected(CHECKS, parse({}, Options(**options)))]

    assert ids() == list(CHECKS)
    assert ids(select=("errors",)) == ["errors.handler-is-safe", "errors.one-shape"]
    assert ids(select=("cache", "errors.one-shape")) == ["cache.entries-expire", "errors.one-shape"]
    assert ids(select=("errors",), ignore=("errors.one-shape",)) == ["errors.handler-is-safe"]
    assert ids(ignore=("errors", "items")) == ["cache.entries-expire"]


def test_a_waiver_is_found_by_its_check_and_subject() -> None:
    config = parsed(FULL)
    assert waiver_for(config, "errors.one-shape", "POST /items") == config.waivers[0]
    assert waiver_for(config, "errors.one-shape", "GET /items") is None
    assert waiver_for(config, "errors.handler-is-safe", "app") == config.waivers[1]


def test_the_table_is_read_from_pyproject(tmp_path: Path) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text('[tool.conformance]\ntarget = "a:b"\n')
    assert read(file) == {"target": "a:b"}


def test_no_file_and_no_table_configure_nothing(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\n")
    assert read(None) == read(tmp_path / "none.toml") == read(tmp_path / "pyproject.toml") == {}


@pytest.mark.parametrize(
    ("content", "mistake"),
    [
        (b"[tool.conformance]\na = = 1\n", "not valid TOML: Invalid value (at line 2, column 5); correct it there"),
        (b"a = 1\nb = '\xff'\n", "not UTF-8 (at line 2, column 6); save the file as UTF-8"),
        (b"[tool]\nconformance = 3\n", "tool.conformance: 3 is not a table"),
        (b"tool = 3\n", "tool: 3 is not a table"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_place(tmp_path: Path, content: bytes, mistake: str) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read(file)
    assert str(caught.value) == f"conformance: 1 mistake in {file}\n  {mistake}"


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        read(tmp_path)
