"""What clients see while PostgreSQL or Redis is away, and afterwards."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio

from tests.reference_app.conftest import KETTLE, Service, Start
from tests.reference_app.services import POSTGRESQL, REDIS, Wire, database_url, redis_url, wire
from tests.reference_app.test_errors import assert_is_problem

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Wire]:
    async with wire(POSTGRESQL) as laid:
        yield laid


@pytest_asyncio.fixture
async def cache() -> AsyncIterator[Wire]:
    async with wire(REDIS) as laid:
        yield laid


@pytest_asyncio.fixture
async def wired(real: dict[str, Any], postgresql: str, database: Wire, cache: Wire, start: Start) -> Service:
    urls = {"database_url": database_url(postgresql, database.port), "redis_url": redis_url(cache.port)}
    return await start(**(real | urls))


async def test_a_dead_database_is_503_and_heals(wired: Service, database: Wire) -> None:
    headers = await wired.login()
    await database.cut()
    requests: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "/items", {}),
        ("GET", "/exports/items", {}),
        ("POST", "/items", {"json": KETTLE, "headers": headers}),
        ("GET", "/users/me", {"headers": headers}),
        ("POST", "/login", {"data": {"username": "demo", "password": "demo-password"}}),
        ("GET", "/readyz", {}),
    ]
    for method, path, content in requests:
        answer = await wired.client.request(method, path, **content)
        problem = assert_is_problem(answer, 503)
        assert int(answer.headers["retry-after"]) > 0
        assert str(database.port) not in str(problem)
    assert (await wired.client.get("/livez")).status_code == 200
    await database.mend()
    assert (await wired.client.get("/readyz")).status_code == 200
    assert (await wired.client.get("/items")).status_code == 200


async def test_all_pooled_connections_may_be_lost(wired: Service, database: Wire) -> None:
    await asyncio.gather(*(wired.client.get("/items") for _ in range(20)))
    await database.cut()
    await database.mend()
    answers = await asyncio.gather(*(wired.client.get("/items") for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}


async def test_a_silent_database_is_503(wired: Service, database: Wire) -> None:
    await database.silence()
    ready, read = await asyncio.gather(wired.client.get("/readyz"), wired.client.get("/items"))
    assert_is_problem(ready, 503)
    assert_is_problem(read, 503)


@pytest.mark.parametrize("outage", [Wire.cut, Wire.silence])
async def test_without_redis_items_are_served_and_logins_wait(
    wired: Service, cache: Wire, outage: Callable[[Wire], Any], log_lines: Callable[[], list[dict[str, Any]]]
) -> None:
    headers = await wired.login()
    path = f"/items/{(await wired.create(headers))['id']}"
    await outage(cache)
    assert (await wired.client.get(path)).status_code == 200
    assert (await wired.client.patch(path, json={"name": "Pot"}, headers=headers)).status_code == 200
    assert (await wired.client.get(path)).json()["name"] == "Pot"
    log_lines()
    await wired.create(headers)
    failed = [line["task"] for line in log_lines() if line["event"] == "background task failed"]
    assert failed == ["announce_item", "record_item"]
    login = await wired.client.post("/login", data={"username": "demo", "password": "demo-password"})
    assert_is_problem(login, 503)
    assert_is_problem(await wired.client.get("/readyz"), 503)
    await cache.mend()
    assert (await wired.client.get("/readyz")).status_code == 200
    await wired.login()


async def test_a_service_without_its_database_does_not_start(real: dict[str, Any], start: Start) -> None:
    for url in ("postgresql+asyncpg://nobody@127.0.0.1:1/nothing", database_url("there_is_no_such_database")):
        with pytest.raises(RuntimeError, match="CATALOGUE_DATABASE_URL"):
            await start(**(real | {"database_url": url}))
