"""What is logged and printed is known to belong to the request it was said for, or to none; never to another one."""

from __future__ import annotations

import builtins
import logging
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
import uvicorn

from conformance.app.exchange import Exchange, Request
from conformance.config import Config
from conformance.observe.logs import access_line
from conformance.observe.writing import stream_name
from conformance.rig import Hooks, Rig, Surroundings
from tests.checks.judging import ROOT

NUMBERS = range(100, 140)


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    """The app that logs in every way there is, running."""
    surroundings = Surroundings(())
    target = surroundings.load("tests.apps.talking:app", str(ROOT))
    rig = Rig(target, [], Config("tests.apps.talking:app"), surroundings, Hooks())
    rig.start()
    yield rig
    rig.stop()
    surroundings.close()


def forty(rig: Rig, where: str) -> list[Exchange]:
    return rig.service.send_together([(Request("GET", f"/{where}/{number}"), None) for number in NUMBERS])


@pytest.mark.parametrize("where", ["async", "sync", "later", "threads"])
def test_of_forty_requests_at_once_everything_said_is_of_the_right_one(rig: Rig, where: str) -> None:
    for number, exchange in zip(NUMBERS, forty(rig, where), strict=True):
        assert exchange.logs
        for one in exchange.logs:
            assert all(str(number) in text for text in (one.text, *one.lines)), one


@pytest.mark.parametrize("where", ["async", "sync"])
def test_every_library_is_heard_once_for_each_call(rig: Rig, where: str) -> None:
    for exchange in forty(rig, where):
        words = [one.text.split()[0] for one in exchange.logs]

        assert sorted(words) == sorted(
            ["plain", "own", "structured", "queued", "intercepted", "loguru", "printed", "straight"]
        )


def test_executors_are_of_the_request_that_used_them_and_plain_threads_of_none(rig: Rig) -> None:
    for exchange in forty(rig, "threads"):
        assert [one.text.split()[0] for one in exchange.logs] == ["plain", "own", "structured", "copied"]


def test_a_text_is_known_as_it_was_logged_and_as_it_was_written(rig: Rig) -> None:
    exchange = rig.service.send(Request("GET", "/async/7"))
    said = {one.text.split()[0]: one for one in exchange.logs}

    assert said["plain"].text == "plain hidden 7"
    assert said["plain"].lines == ['{"message": "plain *** 7", "logger": "talking.plain"}\n']
    assert said["own"].lines == ["OWN 7"]
    assert said["structured"].lines == ['{"number": 7, "event": "structured"}\n']
    assert said["intercepted"].lines == ["intercepted 7\n"]
    assert {(said[word].by, said[word].level) for word in ("printed", "straight")} == {("print", "print")}
    assert {said[word].written[0].sink for word in ("printed", "straight")} == {"stdout"}


def test_nothing_of_ours_is_left() -> None:
    def patched() -> tuple[object, ...]:
        return (
            builtins.print,
            traceback.print_exc,
            logging.Logger.callHandlers,
            logging.Handler.handle,
            logging.Handler.format,
            type(sys.stdout).write,
            vars(sys.stdout).get("write"),
        )

    before = patched()
    surroundings = Surroundings(())
    target = surroundings.load("tests.apps.talking:app", str(ROOT))
    rig = Rig(target, [], Config("tests.apps.talking:app"), surroundings, Hooks())
    rig.start()
    rig.service.send(Request("GET", "/async/7"))
    rig.stop()
    surroundings.close()

    assert patched() == before
    assert stream_name(sys.stdout) == "stdout"


@pytest.mark.parametrize("path", ["/", "/a%20b?token=t%0A1&q=x"])
def test_what_uvicorn_would_write_is_what_it_writes(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[logging.LogRecord] = []
    heard = _Heard(said)
    logger = logging.getLogger("uvicorn.access")
    monkeypatch.setattr(logger, "disabled", False)  # another test's configuration of logging may have left it so
    logger.addHandler(heard)
    before = logger.level
    logger.setLevel(logging.INFO)
    try:
        with _serving() as port:
            httpx.get(f"http://127.0.0.1:{port}{path}")
    finally:
        logger.removeHandler(heard)
        logger.setLevel(before)
    target, _, query = path.partition("?")
    pairs = tuple(parse_qsl(query))
    (record,) = said

    line = access_line(Request("GET", target, pairs), 204)
    assert record.getMessage().partition(" - ")[2] == line.partition(" - ")[2]


class _Heard(logging.Handler):
    def __init__(self, said: list[logging.LogRecord]) -> None:
        super().__init__()
        self._said = said

    def emit(self, record: logging.LogRecord) -> None:
        self._said.append(record)


@contextmanager
def _serving() -> Iterator[int]:
    """Serve an app that answers 204 with Uvicorn itself, in a thread."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
