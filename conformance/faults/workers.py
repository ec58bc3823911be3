"""Two workers of a real server that share a port, and asking one of them while the other is held still."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from conformance.faults.worker import DIRECTORY, HOSTS, TARGET, WORKER

_STARTING = 20.0  # seconds two workers have to answer
_ANSWERING = 5.0  # seconds for one answer
_ENDING = 5.0
_RUNNING = re.compile(r"running on http://127\.0\.0\.1:(\d+)")
_SHARED = "PROMETHEUS_MULTIPROC_DIR"


class NotServed(Exception):
    """The workers did not start or do not answer; the message says so."""


@dataclass(frozen=True)
class Answer:
    """What one worker answered."""

    worker: int
    status: int
    media_type: str
    text: str


class Workers:
    """Two workers; each can be asked by itself."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.numbers: tuple[int, ...] = ()

    def meet(self) -> None:
        """Learn who the workers are. Raises NotServed when there are not two."""
        first = self._first().worker
        with _held(first):
            second = self.ask("/").worker
        if first == second:
            raise NotServed("its two workers do not share a port")
        self.numbers = (first, second)

    def _first(self) -> Answer:
        end = time.monotonic() + _STARTING
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                return self.ask("/")
            time.sleep(0.05)
        raise NotServed(f"its two workers did not answer within {_STARTING:g} s")

    def ask_one(self, worker: int, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask one worker while the other is held still. Raises NotServed when it does not answer."""
        (other,) = (number for number in self.numbers if number != worker)
        try:
            with _held(other):
                return self.ask(path, headers)
        except (OSError, http.client.HTTPException) as error:
            raise NotServed(f"one of its two workers does not answer: {type(error).__name__}") from None

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask whoever answers, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_ANSWERING)
        try:
            connection.request("GET", path, headers={**(headers or {}), "connection": "close"})
            response = connection.getresponse()
            media_type = (response.getheader("content-type") or "").partition(";")[0].strip().lower()
            worker = int(response.getheader(WORKER.decode()) or 0)
            return Answer(worker, response.status, media_type, response.read().decode("utf-8", "replace"))
        finally:
            connection.close()


@contextmanager
def _held(worker: int) -> Iterator[None]:
    os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGCONT)


@contextmanager
def serving(target: str, directory: str, hosts: Sequence[str]) -> Iterator[Workers]:
    """Serve an app with two workers while entered, which have a folder to share metrics in. Raises NotServed."""
    with tempfile.TemporaryDirectory() as folder:
        shared = Path(folder) / "metrics"
        shared.mkdir()
        told = {TARGET: target, DIRECTORY: directory, HOSTS: ",".join(hosts), _SHARED: str(shared)}
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "conformance.faults.worker:app", "--workers=2", "--port=0"],
            cwd=directory,
            env={**os.environ, **told, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            workers = Workers(_port(process))
            workers.meet()
            yield workers
        finally:
            _end(process)


def _port(process: subprocess.Popen[str]) -> int:
    """Return the port a server says it listens at; what else it says is read and dropped, so that it never waits."""
    found: list[int] = []
    told = threading.Event()

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            match = _RUNNING.search(line)
            if match and not found:
                found.append(int(match[1]))
                told.set()
        told.set()

    threading.Thread(target=listen, daemon=True, name="conformance-workers").start()
    told.wait(_STARTING)
    if not found:
        raise NotServed("uvicorn did not start with two workers")
    return found[0]


def _end(process: subprocess.Popen[str]) -> None:
    """End a server and its workers, at once when they do not end by themselves."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_ENDING)
            break
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # workers whose server is gone
    if process.stderr is not None:
        process.stderr.close()
