"""A service to talk to, once on embedded services and once on real ones."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from pwdlib.hashers.argon2 import Argon2Hasher

from reference_app import security
from reference_app.database.engine import open_engine
from reference_app.main import create_app
from reference_app.models.tables import Base
from reference_app.resources import Resources
from reference_app.settings import Settings
from tests.reference_app.services import (
    POSTGRESQL,
    REDIS,
    database_of_its_own,
    database_url,
    execute,
    keys_of_its_own,
    redis_url,
    require,
)

PASSWORD = "correct horse battery"
KETTLE = {"name": "Kettle", "description": "Boils water.", "price_cents": 2499, "weight_kg": 1.5}


@dataclass
class Service:
    """A running app and how to talk to it."""

    app: FastAPI
    client: httpx.AsyncClient

    @property
    def resources(self) -> Resources:
        resources: Resources = self.app.state.resources
        return resources

    async def login(self, username: str = "demo", password: str = "demo-password") -> dict[str, str]:
        answer = await self.client.post("/login", data={"username": username, "password": password})
        assert answer.status_code == 200, answer.text
        return {"Authorization": f"Bearer {answer.json()['access_token']}"}

    async def register(self, username: str) -> dict[str, str]:
        answer = await self.client.post("/users", json={"username": username, "password": PASSWORD})
        assert answer.status_code == 201, answer.text
        return await self.login(username, PASSWORD)

    async def create(self, headers: dict[str, str], **changes: Any) -> dict[str, Any]:
        answer = await self.client.post("/items", json=KETTLE | changes, headers=headers)
        assert answer.status_code == 201, answer.text
        item: dict[str, Any] = answer.json()
        return item


@asynccontextmanager
async def run(settings: Settings) -> AsyncIterator[Service]:
    """Run an app of its own for as long as the context lasts."""
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app, raise_app_exceptions=False), base_url="http://localhost"
        ) as client,
    ):
        yield Service(app, client)


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the lightest parameters; the tests of processes keep the real ones."""
    quick = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(security, "Argon2Hasher", lambda **_: quick)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    require("PostgreSQL", POSTGRESQL)
    with database_of_its_own() as name:
        asyncio.run(_create_tables(database_url(name)))
        yield name


async def _create_tables(url: str) -> None:
    async with open_engine(url, pool=1) as engine, engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)


@pytest.fixture
def redis_prefix() -> Iterator[str]:
    require("Redis", REDIS)
    with keys_of_its_own() as prefix:
        yield prefix


@pytest.fixture
def real(postgresql: str, redis_prefix: str) -> Iterator[dict[str, Any]]:
    yield {
        "database_url": database_url(postgresql),
        "redis_url": redis_url(),
        "redis_prefix": redis_prefix,
        "demo_password": "demo-password",
    }
    asyncio.run(execute(postgresql, "DELETE FROM items; DELETE FROM users"))


@pytest.fixture(params=["embedded", "real"])
def options(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Settings for each kind of services under the app."""
    if request.param == "embedded":
        return {}
    chosen: dict[str, Any] = request.getfixturevalue("real")
    return chosen


Start = Callable[..., Awaitable[Service]]


@pytest_asyncio.fixture
async def start() -> AsyncIterator[Start]:
    """Start services with given settings; all of them are stopped after the test."""
    async with AsyncExitStack() as stack:

        async def start_with(**options: Any) -> Service:
            return await stack.enter_async_context(run(Settings(**options)))

        yield start_with


@pytest_asyncio.fixture
async def service(options: dict[str, Any], start: Start) -> Service:
    return await start(**options)


@pytest.fixture
def log_lines(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[dict[str, Any]]]:
    """Read what the service logged since the last call."""

    def read() -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        return [line for line in lines if line["logger"].startswith("reference_app")]

    return read
