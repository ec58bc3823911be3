"""Every middleware check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import importlib
import inspect
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn

from conformance.app.exchange import Caller
from conformance.config import Login
from tests.checks.corpus import (
    Twin,
    assert_clean,
    assert_found,
    assert_proved,
    broken_reference_apps,
    corpus,
    each,
    first,
)
from tests.checks.judging import Judgement, judge
from tests.checks.middleware import recorded

pytestmark = pytest.mark.further  # on the oldest FastAPI in thorough runs only
DEADLINE = 5.0
DEMO = Login("demo", "demo-password")
CALLERS = tuple(
    Caller(name, {"authorization": f"Bearer token-of-{name}", "x-api-key": f"token-of-{name}"})
    for name in ("ann", "bob")
)
FAULTY, CLEAN = corpus("middleware", "faulty"), corpus("middleware", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


def judged_area(twin: Twin) -> list[Judgement]:
    return judge(twin.target, twin.scope, deadline=DEADLINE, callers=CALLERS)


@each(FIRST_FAULTY)
def test_a_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judged_area(twin))


@each([twin for twin in FAULTY if twin not in FIRST_FAULTY], thorough=True)
def test_another_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judged_area(twin))


@each(FIRST_CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judged_area(twin), seen=("conforms", "not-applicable"))


@each([twin for twin in CLEAN if twin not in FIRST_CLEAN], thorough=True)
def test_another_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judged_area(twin), seen=("conforms", "not-applicable"))


@pytest.mark.usefixtures("quick_hashing")
@each(broken_reference_apps("middleware"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


@pytest.mark.usefixtures("quick_hashing")
def test_the_reference_app_conforms_with_cors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_CORS_ORIGINS", '["https://shop.example"]')
    judged = judge("reference_app.main:create_app()", "middleware", deadline=DEADLINE, login=DEMO)

    assert {one.verdict for one in judged} == {"conforms"}, judged


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("middleware", clean=5, faulty=4)


@pytest.mark.parametrize(("name", "status"), [("faulty_trusts_the_length", 200), ("clean_counts", 413)])
def test_a_server_lets_a_length_lie(name: str, status: int) -> None:
    module = importlib.import_module(f"tests.checks.middleware.body_size_is_bounded.{name}")
    body = b'{"text": "' + b"x" * 2_000_000 + b'"}'
    head = b"POST /notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n"
    lying = b"Content-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n"
    with served(module.app) as address, socket.create_connection(address, timeout=DEADLINE) as client:
        client.sendall(b"%b%b%x\r\n%b\r\n0\r\n\r\n" % (head, lying, len(body), body))
        assert client.recv(64).split()[1] == str(status).encode()


@contextmanager
def served(app: Any) -> Iterator[tuple[str, int]]:
    """Serve an app by Uvicorn while entered."""
    server = uvicorn.Server(uvicorn.Config(app, http="h11", ws="none", log_config=None))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield listener.getsockname()
        finally:
            server.should_exit = True
            thread.join()


def test_nothing_of_ours_shows_in_an_app_or_stays_in_it() -> None:
    schema, routes = dict(recorded.app.openapi()), list(recorded.app.routes)
    judged = judge("tests.checks.middleware.recorded:app", "middleware", deadline=DEADLINE, callers=CALLERS)
    layer, layers = recorded.app.middleware_stack, 0
    while layer is not recorded.app.router:
        assert not type(layer).__module__.startswith("conformance")
        layer, layers = next_layer(layer), layers + 1

    assert {one.check for one in judged if one.verdict == "conforms"} >= {
        "middleware.streams-are-not-buffered",
        "middleware.background-work-does-not-delay",
        "middleware.failure-inside-is-answered",
    }
    assert layers >= 5
    assert recorded.app.routes == routes
    recorded.app.openapi_schema = None
    assert recorded.app.openapi() == schema
    assert {path for _, path, _ in recorded.met} == {"/items", "/lines"}
    assert not [one for one in recorded.met if "conformance" in str(one)]
    assert not [body for status, body in recorded.answered if status == 200 and b"conformance" in body]


def next_layer(layer: Any) -> Any:
    """Return the layer inside another one of that app."""
    if inspect.isfunction(layer):
        return layer.__closure__[0].cell_contents if layer.__closure__ else None
    return getattr(layer, "_next", None) or layer.app
