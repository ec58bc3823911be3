"""The service as Uvicorn runs it."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.reference_app.conftest import Start
from tests.reference_app.services import POSTGRESQL, database_of_its_own, database_url, require

ROOT = Path(__file__).parents[2]
BREAKING_APP = """
from reference_app.database import items
from reference_app.main import app

async def pages(*_):
    yield []
    raise RuntimeError("canary-stream")

items.pages = pages
"""

pytestmark = pytest.mark.asyncio


@dataclass
class Process:
    """A Uvicorn process and a client of it."""

    process: asyncio.subprocess.Process
    client: httpx.AsyncClient
    temporary: Path

    async def stop(self) -> list[dict[str, object]]:
        """End it as an orchestrator does, and return its log."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
        output, _ = await self.process.communicate()
        return [json.loads(line) for line in output.decode().splitlines()]


@asynccontextmanager
async def uvicorn(directory: Path, target: str = "reference_app.main:app") -> AsyncIterator[Process]:
    listener = socket.create_server(("127.0.0.1", 0))
    temporary = directory / "tmp"
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "uvicorn", target, "--fd", str(listener.fileno())]
    environment = os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": f"{ROOT}{os.pathsep}{directory}"}
    process = await asyncio.create_subprocess_exec(
        *command, "--timeout-graceful-shutdown", "5",
        cwd=directory, env=environment, pass_fds=[listener.fileno()],
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    port = listener.getsockname()[1]
    listener.close()
    # Connections wait in the listener's queue until the process accepts them: nothing to poll for.
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
        try:
            yield Process(process, client, temporary)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def test_it_needs_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    async with uvicorn(tmp_path) as first, uvicorn(tmp_path) as second:
        for each in (first, second):
            registration = {"username": "ada", "password": "correct horse battery"}
            assert (await each.client.post("/users", json=registration)).status_code == 201
        logs = [await each.stop() for each in (first, second)]
    assert os.listdir(tmp_path) == [first.temporary.name]
    assert os.listdir(first.temporary) == []
    assert all("Application shutdown complete." in str(log) for log in logs)


async def test_a_failure_in_mid_stream_breaks_the_connection_and_is_logged_once(tmp_path: Path) -> None:
    (tmp_path / "breaking.py").write_text(BREAKING_APP)
    async with uvicorn(tmp_path, "breaking:app") as service:
        with pytest.raises(httpx.RemoteProtocolError):
            await service.client.get("/exports/items")
        metrics = (await service.client.get("/metrics")).text
        log = await service.stop()
    assert 'http_requests_total{method="GET",route="/exports/items",status="500"} 1.0' in metrics
    [line] = [line for line in log if "exception" in line]
    assert "canary-stream" in str(line["exception"])
    assert line["request_id"]


@pytest.fixture
def lasting_database() -> Iterator[str]:
    require("PostgreSQL", POSTGRESQL)
    with database_of_its_own() as name:
        yield database_url(name)


async def test_a_database_is_prepared_before_a_rollout(lasting_database: str, start: Start) -> None:
    environment = os.environ | {
        "CATALOGUE_DATABASE_URL": lasting_database,
        "CATALOGUE_DEMO_PASSWORD": "chosen one",
        "PYTHONPATH": str(ROOT),
    }
    for _ in range(2):
        job = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "reference_app.database.schema", cwd=ROOT, env=environment
        )
        assert await job.wait() == 0
    service = await start(database_url=lasting_database, prepare_database=False)
    await service.login("demo", "chosen one")
