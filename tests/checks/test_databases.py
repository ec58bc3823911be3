"""The same app, used synchronously and asynchronously, on SQLite and on PostgreSQL, is judged alike."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import fastapi
import pytest

from tests.checks.judging import judge

CHECKS = (
    "dependencies.connections-return",
    "dependencies.one-connection-per-request",
    "dependencies.commit-precedes-response",
    "dependencies.failed-request-commits-nothing",
)
POSTGRESQL = os.environ.get("HELD_POSTGRES", "postgres@127.0.0.1:5432/test")
SHOPS = {
    "sqlite": ("sync_shop", "sqlite:///{folder}/shop.sqlite"),
    "aiosqlite": ("async_shop", "sqlite+aiosqlite:///{folder}/shop.sqlite"),
    "psycopg": ("sync_shop", f"postgresql+psycopg://{POSTGRESQL}"),
    "asyncpg": ("async_shop", f"postgresql+asyncpg://{POSTGRESQL}"),
}
ANSWERS_FIRST = tuple(map(int, fastapi.__version__.split(".")[:2])) >= (0, 118)
LATE = {(CHECKS[2], "POST /late"), (CHECKS[2], "POST /always")}
AT_FAULT = {
    (CHECKS[0], "GET /leak"),
    (CHECKS[1], "GET /twice"),
    *(LATE if ANSWERS_FIRST else ()),
    (CHECKS[3], "POST /always"),
}
SILENT = {
    *((check, one) for check in CHECKS[2:] for one in ("GET /leak", "GET /twice")),
    *(() if ANSWERS_FIRST else (*LATE, (CHECKS[2], "app"))),
}
OPERATIONS = ("GET /leak", "GET /twice", "POST /always", "POST /begun", "POST /late", "POST /sound")
VERDICTS = {
    (check, one): "fails" if (check, one) in AT_FAULT else "not-applicable" if (check, one) in SILENT else "conforms"
    for check in CHECKS
    for one in ("app", *OPERATIONS)
}


def _require_postgresql() -> None:
    if not os.environ.get("CI") and not _listens(POSTGRESQL):
        pytest.skip("no PostgreSQL answers; HELD_POSTGRES says where one is")


def _listens(address: str) -> bool:
    host, _, port = address.rpartition("@")[2].partition("/")[0].partition(":")
    try:
        socket.create_connection((host, int(port or 5432)), timeout=2).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("database", SHOPS)
def test_the_same_app_gets_the_same_verdicts(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop, url = SHOPS[database]
    if "postgresql" in url:
        _require_postgresql()
    monkeypatch.setenv("SHOP_URL", url.format(folder=tmp_path))

    judged = judge(f"tests.checks.databases.{shop}:app", *CHECKS, deadline=5.0)

    assert {(one.check, one.subject): one.verdict for one in judged} == VERDICTS


def test_pools_of_drivers_are_watched_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    _require_postgresql()
    monkeypatch.setenv("SHOP_URL", f"postgresql://{POSTGRESQL}")

    judged = judge("tests.checks.databases.raw_pools:app", *CHECKS[:2], deadline=5.0)

    assert {(one.check, one.subject) for one in judged if one.verdict == "fails"} == {
        (CHECKS[0], "GET /leak/async"),
        (CHECKS[0], "GET /leak/sync"),
        (CHECKS[1], "GET /twice"),
    }
    assert not [one for one in judged if one.verdict not in ("fails", "conforms")]
