"""The stack of an app is followed from the server to the routes, however its layers hold one another."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse

from conformance.app.code import UserCode
from conformance.app.current import EXCHANGE
from conformance.app.exchange import Exchange, Request
from conformance.app.loading import Target
from conformance.app.passages import Passage, tapped
from conformance.app.stack import Slot, Stack, stack
from tests.app.sending import send

ITEMS = Request("GET", "/items")


class InAttribute:
    def __init__(self, app: Any) -> None:
        self.whatever_is_next = app
        self.settings = {"not": "an app"}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.whatever_is_next(scope, receive, send)


class InSlot:
    __slots__ = ("_inner_app",)

    def __init__(self, app: Any) -> None:
        self._inner_app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self._inner_app(scope, receive, send)


def in_closure(app: Any) -> Any:
    async def asgi(scope: Any, receive: Any, send: Any) -> None:
        await app(scope, receive, send)

    return asgi


class InMethod:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def serve(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


def in_method(app: Any) -> Any:
    return InMethod(app).serve


KINDS: list[Callable[[Any], Any]] = [InAttribute, InSlot, in_closure, in_method]


def make_app(*kinds: Any) -> FastAPI:
    app = FastAPI()
    for kind in kinds:
        app.add_middleware(kind)

    @app.get("/items")
    async def items() -> str:
        return "kettle"

    send(app, ITEMS)  # which is when it makes its stack
    return app


def followed(app: FastAPI, outermost: Any = None) -> Stack:
    target = Target("shop:app", outermost or app, app, "shop", None)
    return stack(Slot(SimpleNamespace(asgi=target.asgi), "asgi"), target, app, UserCode())


@pytest.mark.parametrize("kind", KINDS)
def test_a_layer_is_found_with_its_name_and_line(kind: Callable[[Any], Any]) -> None:
    found = followed(make_app(kind))
    (number,) = found.within_app()[-1:]
    layer = found.layer(number)

    assert found.reaches_routes
    assert layer.own
    assert layer.name.lower().replace("_", "") == kind.__name__.lower().replace("_", "")
    assert layer.at is not None
    assert layer.at.path == __file__


def test_what_is_around_the_app_belongs_to_its_stack() -> None:
    app = make_app()
    found = followed(app, in_closure(CORSMiddleware(app, allow_origins=["*"])))

    assert [found.layer(number).name for number in range(3)] == ["in_closure", "CORSMiddleware", "FastAPI"]
    assert not found.is_bare
    assert followed(app).is_bare


def exchanged(app: FastAPI, fault: Any) -> bytes:
    """Return what an app answers to an exchange that bears a fault."""
    token = EXCHANGE.set(Exchange(ITEMS, fault=fault))
    try:
        return send(app, ITEMS)[1]
    finally:
        EXCHANGE.reset(token)


def test_something_of_ours_answers_one_exchange_and_no_other() -> None:
    app, mine, other = make_app(*KINDS), object(), object()

    def ours(passages: list[Passage]) -> Any:
        return PlainTextResponse("ours")

    with tapped(followed(app).slots, mine, ours) as passages:  # type: ignore[arg-type]
        assert exchanged(app, mine) == b"ours"
        assert exchanged(app, other) == b'"kettle"'
    # The first slot is that of a server, which is not there.
    assert [one.size for one in passages[1:]] == [len(b"ours")] * (len(passages) - 1)
    assert exchanged(app, mine) == b'"kettle"'


def test_everything_is_as_it_was_afterwards() -> None:
    app = make_app(*KINDS)
    found = followed(app)
    before = [slot.get() for slot in found.slots]
    with tapped(found.slots, object()):
        assert [slot.get() for slot in found.slots] != before

    assert [slot.get() for slot in found.slots] == before


def test_a_passage_tells_when_a_part_came_and_when_the_end() -> None:
    async def noted() -> tuple[bool, bool, bool]:
        passage = Passage()
        passage.note({"type": "http.response.start", "status": 200, "headers": []})
        passage.note({"type": "http.response.body", "body": b"one", "more_body": True})
        first = passage.arrived.is_set(), passage.ended.is_set()
        passage.note({"type": "http.response.body", "body": b""})
        return *first, passage.ended.is_set()

    assert asyncio.run(noted()) == (True, False, True)
