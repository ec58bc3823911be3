"""Whatever goes wrong is answered in one shape, tells nothing internal, and is documented."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from unittest.mock import AsyncMock

import httpx
import jsonschema
import pytest
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from reference_app.database import items
from tests.reference_app.conftest import KETTLE, Service, Start

pytestmark = pytest.mark.asyncio

CANARY = "canary-5f1d"
Logs = Callable[[], list[dict[str, Any]]]


def assert_is_problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    body: dict[str, Any] = answer.json()
    assert answer.status_code == body["status"] == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert body["type"] == "about:blank"
    assert body["request_id"] == answer.headers["x-request-id"]
    assert body.keys() - {"errors"} == {"type", "title", "status", "detail", "request_id"}
    return body


async def test_an_unknown_path_is_404(service: Service) -> None:
    for path in ("/nowhere", "/items/", "/docs", "/openapi.json"):
        assert_is_problem(await service.client.get(path), 404)


NOT_ALLOWED = [
    ("DELETE", "/items", {"GET", "HEAD", "POST"}),
    ("POST", "/items/1", {"GET", "HEAD", "PUT", "PATCH", "DELETE"}),
    ("HEAD", "/login", {"POST"}),
    ("BREW", "/exports/items", {"GET", "HEAD"}),
]


async def test_405_names_all_methods_of_the_path(service: Service) -> None:
    for method, path, allowed in NOT_ALLOWED:
        answer = await service.client.request(method, path)
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == allowed
        if method != "HEAD":
            assert_is_problem(answer, 405)


async def test_missing_credentials_are_401(service: Service) -> None:
    answer = await service.client.post("/items", json=KETTLE)
    assert_is_problem(answer, 401)
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_an_invalid_body_is_explained_but_not_repeated(service: Service) -> None:
    body = {"username": f"{CANARY} with spaces", "password": CANARY}
    answer = await service.client.post("/users", json=body)
    problem = assert_is_problem(answer, 422)
    assert {(error["location"], error["pointer"]) for error in problem["errors"]} == {
        ("body", "/username"),
        ("body", "/password"),
    }
    assert CANARY not in answer.text


HOSTILE_VALUES = [
    "NaN", "-Infinity", "1e400", "-1", "1e30", str(10**30), "9" * 5000, "null", "true", "[]", "{}", '""',
    '"\\ud800"', '"\\u0000"', '"' + "a" * 100_000 + '"', "[" * 900 + "]" * 900, '{"\\ud800": 1}',
]  # fmt: skip
HOSTILE_BODIES = [
    b"", b"{", b"null", b"[]", b'"\\ud800"', b"\xff\xfe", b"NaN", b"[" * 100_000, b'{"a":' * 100_000,
    b'{"\\ud800": 1}', b"\xef\xbb\xbf{}", b"1" * 5000, b'{"name": "a", "name": "\\ud800"}',
]  # fmt: skip


def _bodies(valid: dict[str, Any]) -> list[bytes]:
    bodies = list(HOSTILE_BODIES)
    for name in valid:
        rest = json.dumps({key: value for key, value in valid.items() if key != name})[1:-1]
        bodies += [f'{{"{name}": {value}, {rest}}}'.encode() for value in HOSTILE_VALUES]
    return bodies


async def test_no_json_body_crashes(service: Service) -> None:
    headers = await service.login() | {"Content-Type": "application/json"}
    path = f"/items/{(await service.create(headers))['id']}"
    for method, target in (("POST", "/items"), ("PUT", path), ("PATCH", path)):
        for body in _bodies(KETTLE):
            answer = await service.client.request(method, target, content=body, headers=headers)
            if answer.status_code not in (200, 201):
                assert answer.status_code in (400, 422), body[:100]
                assert_is_problem(answer, answer.status_code)
    for body in _bodies({"username": "somebody", "password": "a password"}):
        answer = await service.client.post("/users", content=body, headers=headers)
        assert answer.status_code in (400, 409, 422), body[:100]


async def test_another_media_type_is_refused(service: Service) -> None:
    headers = await service.login()
    for media_type in ("text/xml", "application/x-www-form-urlencoded", "x", "multipart/form-data"):
        headers["Content-Type"] = media_type
        answer = await service.client.post("/items", content=json.dumps(KETTLE), headers=headers)
        assert_is_problem(answer, 422)


FORM = "application/x-www-form-urlencoded"
HOSTILE_FORMS = [
    (b"username=%00&password=x", FORM),
    (b"username=%ED%A0%80&password=%ED%A0%80", FORM),
    (b"username=" + b"a" * 100_000 + b"&password=x", FORM),
    (b"\xff=\xff&&&=%", FORM),
    (b"{}", "application/json"),
    (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
    (b"no boundary", "multipart/form-data"),
    (
        b'--x\r\nContent-Disposition: form-data; name="username"; filename="f"\r\n\r\nfile\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
]


async def test_no_form_crashes(service: Service) -> None:
    for content, media_type in HOSTILE_FORMS:
        answer = await service.client.post("/login", content=content, headers={"Content-Type": media_type})
        assert answer.status_code in (400, 401, 422)
        assert_is_problem(answer, answer.status_code)


async def test_no_id_crashes(service: Service) -> None:
    for value in ("0", "-1", "1.5", str(2**63), str(10**30), "9" * 5000, "%00", "%ED%A0%80", "nan"):
        assert_is_problem(await service.client.get(f"/items/{value}"), 422)


async def test_no_query_crashes(service: Service) -> None:
    for query in ("search=%00", "search=" + "a" * 200, "limit=%FF", "after=1e3", "limit=1&limit=x"):
        assert_is_problem(await service.client.get(f"/items?{query}"), 422)


async def test_a_body_over_the_limit_is_413_announced_or_not(start: Start) -> None:
    service = await start(max_body_bytes=100)

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 10

    for path, media_type in (("/users", "application/json"), ("/login", FORM)):
        for content in (b" " * 101, chunks()):
            answer = await service.client.post(path, content=content, headers={"Content-Type": media_type})
            assert_is_problem(answer, 413)


async def test_a_crash_shows_nothing_and_is_logged_once(
    service: Service, monkeypatch: pytest.MonkeyPatch, log_lines: Logs
) -> None:
    monkeypatch.setattr(items, "page", AsyncMock(side_effect=RuntimeError(CANARY)))
    answer = await service.client.get("/items", headers={"X-Request-ID": "the-id"})
    assert_is_problem(answer, 500)
    assert CANARY not in answer.text
    [line] = [line for line in log_lines() if "exception" in line]
    assert (line["level"], line["request_id"]) == ("error", "the-id")
    assert f"RuntimeError: {CANARY}" in line["exception"]


ERRORS = [
    (OperationalError(CANARY, {}, Exception(CANARY)), 503),
    (InterfaceError(CANARY, {}, Exception(CANARY)), 503),
    (PoolTimeoutError(CANARY), 503),
    (ConnectionRefusedError(CANARY), 503),
    (TimeoutError(CANARY), 503),
    (DataError(CANARY, {}, Exception(CANARY)), 500),
    (FileNotFoundError(CANARY), 500),
    (HTTPException(418, {"secret": object()}), 418),  # type: ignore[arg-type]
    (HTTPException(599, "\ud800"), 599),
]


async def test_only_what_is_unavailable_is_503(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    for error, status in ERRORS:
        monkeypatch.setattr(items, "page", AsyncMock(side_effect=error))
        answer = await service.client.get("/items")
        assert_is_problem(answer, status)
        assert ("retry-after" in answer.headers) is (status == 503)
        assert CANARY not in answer.text


async def test_a_failing_background_task_is_named_and_stops_no_other(
    service: Service, monkeypatch: pytest.MonkeyPatch, log_lines: Logs
) -> None:
    headers = await service.login()
    monkeypatch.setattr(service.resources.redis, "publish", AsyncMock(side_effect=RuntimeError(CANARY)))
    item = await service.create(headers)
    [line] = [line for line in log_lines() if line["event"] == "background task failed"]
    assert line["task"] == "announce_item"
    assert CANARY in line["exception"]
    assert line["request_id"]
    stream = f"{service.resources.settings.redis_prefix}:events"
    [[_, fields]] = await service.resources.redis.xrange(stream) or []
    assert fields == {b"created": str(item["id"]).encode()}


async def test_every_status_is_documented_as_a_problem(service: Service) -> None:
    document = service.app.openapi()
    expected = {
        "GET /items": "200 422",
        "POST /items": "201 400 401 413 422",
        "GET /items/{item_id}": "200 404 422",
        "PUT /items/{item_id}": "200 400 401 403 404 413 422",
        "PATCH /items/{item_id}": "200 400 401 403 404 413 422",
        "DELETE /items/{item_id}": "204 401 403 404 422",
        "GET /exports/items": "200",
        "POST /users": "201 400 409 413 422",
        "GET /users/me": "200 401",
        "GET /users/{user_id}": "200 401 404 422",
        "POST /login": "200 400 401 413 422 429",
    }
    documented = {
        f"{method.upper()} {path}": operation["responses"]
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }
    assert {name: set(responses) for name, responses in documented.items()} == {
        name: {*statuses.split(), "500", "503"} for name, statuses in expected.items()
    }
    problems = [
        response["content"]
        for responses in documented.values()
        for status, response in responses.items()
        if status >= "400"
    ]
    assert all(list(content) == ["application/problem+json"] for content in problems)


async def test_problems_fit_their_schema(service: Service) -> None:
    responses = service.app.openapi()["paths"]["/items"]["get"]["responses"]
    schema = responses["422"]["content"]["application/problem+json"]["schema"]
    jsonschema.validate((await service.client.get("/items?limit=x")).json(), schema)
