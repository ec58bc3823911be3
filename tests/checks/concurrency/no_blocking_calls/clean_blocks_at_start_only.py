"""Whatever blocks does so before the first request and after the last."""

import json
import socket
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request

from tests.checks.concurrency import _peers

RELEASE = subprocess.check_output(["uname", "-s"], text=True).strip()


def warm_up(address: tuple[str, int]) -> bytes:
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(b"hello\n")
        return connection.recv(100)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    with tempfile.TemporaryDirectory() as folder, _peers.echoing() as address:
        settings = Path(folder) / "settings.json"
        settings.write_text(json.dumps({"greeting": warm_up(address).decode()}), encoding="utf-8")
        app.state.settings = json.loads(settings.read_text(encoding="utf-8"))
        yield
        settings.write_text("{}", encoding="utf-8")


app = FastAPI(lifespan=lifespan)


@app.get("/settings")
async def read_settings(request: Request) -> dict[str, str]:
    return request.app.state.settings | {"release": RELEASE}
