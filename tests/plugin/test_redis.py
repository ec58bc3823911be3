"""Which Redis the app is led to, and that no other notices the run."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator

import pytest
from redis import Redis

from conformance.faults.redis import Embedded
from tests.plugin.project import Project, refusal

CACHING = """
    import json
    from contextlib import suppress
    from fastapi import FastAPI
    from redis import Redis
    from redis.exceptions import RedisError

    app = FastAPI()
    redis = Redis.from_url("{url}", socket_timeout=1)

    @app.get("/items/{{number}}")
    def item(number: int) -> dict[str, int]:
        with suppress(RedisError, ValueError, KeyError, TypeError):
            stored = redis.get(f"item:{{number}}")
            if stored is not None:
                return {{"number": json.loads(stored)["number"]}}
        with suppress(RedisError):
            redis.set(f"item:{{number}}", json.dumps({{"number": number}}))
        return {{"number": number}}
"""
RUN = ("--conformance=cached:app", "--conformance-select=cache", "--conformance-json=report.json")
FOUND = {"GET /items/{number} writes item:1 to its cache without a time to live"}


TEXTBOOK = """
    import redis
    from fastapi import FastAPI

    app = FastAPI()
    r = redis.Redis(host="redis.invalid", decode_responses=True)

    @app.get("/greetings/{name}")
    async def greeting(name: str, loud: bool = False) -> str:
        data = r.get(f"greeting:{name}")
        if data:
            return data
        text = "HELLO" if loud else "Hello"
        r.set(f"greeting:{name}", text)
        return text
"""


@pytest.fixture
def server() -> Iterator[Redis]:
    """A client of a Redis server with data in it, which stands for one of the user's."""
    if shutil.which("redis-server") is None:
        pytest.skip("there is no redis-server on PATH")
    running = Embedded()
    client = running.client(0)
    client.mset({"order:1": "paid", "order:2": "open"})
    client.hset("prices", "lamp", "12")
    try:
        yield client
    finally:
        running.close()


def address(client: Redis) -> str:
    return f"localhost:{client.connection_pool.connection_kwargs['port']}"


def kept(client: Redis) -> dict[bytes, bytes | None]:
    return {key: client.dump(key) for key in client.scan_iter()}


def messages(project: Project) -> set[str]:
    report = json.loads((project.path / "report.json").read_text(encoding="utf-8"))
    return {found["message"] for one in report["verdicts"] for found in one["findings"]}


def verdicts(project: Project) -> list[tuple[str, str, str, str]]:
    report = json.loads((project.path / "report.json").read_text(encoding="utf-8"))
    told = (
        (one["check"], one["subject"], one["verdict"], json.dumps(one["findings"], sort_keys=True).strip("[]"))
        for one in report["verdicts"]
    )
    return sorted(told)


def test_the_redis_that_the_app_is_set_up_for_is_not_touched(project: Project, server: Redis) -> None:
    project.file("cached.py", CACHING.format(url=f"redis://:secret@{address(server)}/0"))
    before, commands = kept(server), server.info("commandstats")
    project.run(*RUN)
    after = server.info("commandstats")

    assert messages(project) == FOUND
    assert {name for name in after if after[name] != commands.get(name)} <= {"cmdstat_info"}
    assert kept(server) == before


@pytest.mark.parametrize("database", ["", "/3"])
def test_a_redis_that_is_given_is_used_and_loses_nothing_of_others(
    project: Project, server: Redis, database: str
) -> None:
    project.file("cached.py", CACHING.format(url="redis://user:secret@redis.invalid/0"))
    before = kept(server)
    project.run(*RUN, f"--conformance-redis=redis://{address(server)}{database}")

    assert messages(project) == FOUND
    assert server.info("commandstats")["cmdstat_set"]["calls"] > 0
    assert kept(server) == before
    assert not [name for name in server.info("keyspace") if name != "db0"]


def test_entries_that_were_there_before_the_run_are_left_alone(project: Project, server: Redis) -> None:
    server.set("item:1", '{"number": 1}')
    project.file("cached.py", CACHING.format(url="redis://redis.invalid/0"))
    before = kept(server)
    project.run(*RUN, f"--conformance-redis=redis://{address(server)}")

    assert not messages(project)
    assert kept(server) == before


@pytest.mark.thorough
def test_every_redis_and_every_run_tells_the_same(
    project: Project, server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.file("cached.py", TEXTBOOK)
    told = []
    for more in ((), ("-n", "2"), (f"--conformance-redis=redis://{address(server)}/5",)):
        project.run(*RUN, *more)
        told.append(verdicts(project))
    monkeypatch.setenv("PATH", "")
    project.run(*RUN)

    assert verdicts(project) == told[0] == told[1] == told[2]
    assert {check for check, *_, findings in told[0] if findings} == {
        *("cache.entries-expire", "cache.falsy-values-are-cached"),
        *("cache.key-covers-every-parameter", "cache.outage-is-survived"),
    }


def test_it_is_given_in_the_configuration_as_well(project: Project, server: Redis) -> None:
    project.file("cached.py", CACHING.format(url="redis://redis.invalid/0"))
    project.file("pyproject.toml", f'[tool.conformance]\nredis = "redis://{address(server)}"')
    project.run(*RUN)

    assert messages(project) == FOUND
    assert server.info("commandstats")["cmdstat_set"]["calls"] > 0


@pytest.mark.parametrize("url", ["localhost:6379", "http://localhost", "redis://", "redis://host:port", "redis://h/x"])
def test_what_is_no_url_of_a_redis_is_refused(project: Project, url: str) -> None:
    said = refusal(project.judge(f"--conformance-redis={url}"))

    assert "--conformance-redis: not the URL of a Redis server; write redis://host:port" in said


def test_a_redis_that_does_not_answer_is_named(project: Project) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = refusal(project.judge(f"--conformance-redis=redis://:secret@127.0.0.1:{port}"))

    assert f"--conformance-redis: 127.0.0.1:{port} does not answer: " in said
    assert "secret" not in said
    assert not project.lifespans()
