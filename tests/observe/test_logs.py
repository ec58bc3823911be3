"""What is logged and printed is known to belong to the request it was said for, or to none; never to another one."""

from __future__ import annotations

import builtins
import logging
import sys
import traceback
from collections.abc import Iterator

import pytest

from conformance.app.exchange import Exchange, Request
from conformance.config import Config
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
