"""The project every test runs pytest in, and the proof that no run leaves a trace in this process."""

from __future__ import annotations

import builtins
import inspect
import logging
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio._backends._asyncio
import anyio.to_thread
import fastapi.dependencies.utils
import fastapi.routing
import hypothesis  # noqa: F401
import pytest
import redis.asyncio.connection
import redis.connection

# A run in this process forgets what it imported; what is heavy is imported once, for all of them.
import conformance.checks
import conformance.evidence
import conformance.session  # noqa: F401
from tests.plugin.project import Project

_REPLACED: tuple[tuple[Any, str], ...] = (
    (socket.socket, "connect"),
    (socket, "getaddrinfo"),
    (fastapi.routing, "solve_dependencies"),
    (fastapi.routing, "run_endpoint_function"),
    (fastapi.dependencies.utils, "contextmanager"),
    (fastapi.dependencies.utils, "asynccontextmanager"),
    (fastapi.FastAPI, "__init__"),
    (fastapi.BackgroundTasks, "add_task"),
    (anyio.to_thread, "run_sync"),
    (builtins, "print"),
    (traceback, "print_exc"),
    (sys, "exit"),
    (os, "_exit"),
)


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Project:
    # Files are written anew faster than the clock of compiled ones ticks.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return Project(pytester)


@pytest.fixture(autouse=True)
def _no_trace() -> Iterator[None]:
    patched, threads, children = _patchable(), set(threading.enumerate()), _children()
    yield
    assert _patchable() == patched
    left = set(threading.enumerate()) - threads
    for thread in left:
        thread.join(5)
    assert not [thread for thread in left if thread.is_alive()]
    assert _children() <= children


def _patchable() -> list[Any]:
    """Return everything a run replaces while it lasts."""
    return [
        *(getattr(owner, name) for owner, name in _REPLACED),
        *_of_redis(),
        logging.getLogRecordFactory(),
        sys.gettrace(),
        signal.getsignal(signal.SIGINT),
        signal.getsignal(signal.SIGTERM),
    ]


def _of_redis() -> Iterator[Any]:
    for module in (redis.connection, redis.asyncio.connection):
        for cls in filter(inspect.isclass, vars(module).values()):
            names = ("_connect", "on_connect", "on_connect_check_health", "send_command", "pack_commands")
            names += ("send_packed_command", "read_response", "disconnect")
            yield from (vars(cls)[name] for name in names if name in vars(cls))


def _children() -> set[str]:
    """Return the ids of the processes this one has started and that are still there; Linux only."""
    lists = Path("/proc/self/task").glob("*/children")
    return {child for one in lists for child in one.read_text().split()}
