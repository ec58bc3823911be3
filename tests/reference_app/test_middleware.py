"""What every answer carries, and what is logged and counted about it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from reference_app.database import items
from tests.reference_app.conftest import KETTLE, Service, Start

pytestmark = pytest.mark.asyncio

Logs = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def options() -> dict[str, Any]:
    """Nothing here depends on the services below."""
    return {}


async def test_a_sound_request_id_is_kept(service: Service) -> None:
    for given in ("abc-123_4.5", "a" * 64):
        answer = await service.client.get("/livez", headers={"X-Request-ID": given})
        assert answer.headers["x-request-id"] == given


async def test_any_other_request_id_is_replaced(service: Service) -> None:
    for given in (b"", b"a" * 65, b"a b", b"a\tforged", b"\xff"):
        answer = await service.client.get("/livez", headers=[(b"X-Request-ID", given)])
        assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])


async def test_a_request_is_logged_with_id_and_route_but_without_secrets(service: Service, log_lines: Logs) -> None:
    await service.client.get("/items/1?token=canary-q", headers={"X-Request-ID": "the-id", "Authorization": "canary-a"})
    await service.client.post("/login", data={"username": "demo", "password": "canary-p"})
    lines = log_lines()
    [line] = [line for line in lines if line.get("request_id") == "the-id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/items/{item_id}", 404)
    assert "canary" not in str(lines)


async def test_a_newline_forges_no_log_line(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    await service.client.get("/items/%0A%7B%22event%22:%22forged%22%7D")
    assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith('{"event":"forged"')]


async def test_probes_are_not_logged(service: Service, log_lines: Logs) -> None:
    log_lines()
    for path in ("/livez", "/readyz", "/metrics"):
        assert (await service.client.get(path)).status_code == 200
    assert log_lines() == []


async def test_head_is_get_without_content(service: Service) -> None:
    for path in ("/items", "/livez", "/exports/items", "/nowhere"):
        head, get = await service.client.head(path), await service.client.get(path)
        assert head.status_code == get.status_code
        assert head.content == b""
        assert head.headers.get("content-length") == get.headers.get("content-length")
        assert head.headers.get("content-type") == get.headers.get("content-type")


async def test_no_other_site_may_call_by_default(service: Service) -> None:
    answer = await service.client.get("/items", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in answer.headers


async def test_named_sites_may_call_and_see_errors(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    service = await start(cors_origins={"https://shop.example"})
    monkeypatch.delattr(items, "page")
    for origin, allowed in (("https://shop.example", "https://shop.example"), ("https://evil.example", None)):
        for path in ("/livez", "/items", "/nowhere", "/users/me"):
            answer = await service.client.get(path, headers={"Origin": origin})
            assert answer.headers.get("access-control-allow-origin") == allowed
            assert "access-control-allow-credentials" not in answer.headers


async def test_pages_of_named_sites_may_send_credentials_and_json(start: Start) -> None:
    service = await start(cors_origins={"https://shop.example"})
    preflight = {
        "Origin": "https://shop.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization, content-type",
    }
    assert (await service.client.options("/items", headers=preflight)).status_code == 200
    refused = await service.client.options("/items", headers=preflight | {"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in refused.headers


async def _samples(service: Service) -> dict[tuple[str, ...], float]:
    text = (await service.client.get("/metrics")).text
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_requests_are_counted_by_route(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = await service.login()
    await service.client.post("/items", json=KETTLE, headers=headers)
    for item_id in range(50, 60):
        await service.client.get(f"/items/{item_id}")
        await service.client.get(f"/nowhere/{item_id}")
        await service.client.request(f"METHOD{item_id}", "/items")
    monkeypatch.delattr(items, "page")
    await service.client.get("/items")
    samples = await _samples(service)
    assert samples["http_requests_total", "POST", "/items", "201"] == 1
    assert samples["http_requests_total", "GET", "/items/{item_id}", "404"] == 10
    assert samples["http_requests_total", "GET", "unmatched", "404"] == 10
    assert samples["http_requests_total", "OTHER", "/items", "405"] == 10
    assert samples["http_requests_total", "GET", "/items", "500"] == 1
    assert samples["http_request_duration_seconds_count", "GET", "/items/{item_id}"] == 10


async def test_two_apps_in_one_process_count_apart(start: Start) -> None:
    first, second = await start(), await start()
    await first.client.get("/items")
    assert ("http_requests_total", "GET", "/items", "200") not in await _samples(second)


async def test_another_host_is_refused(service: Service) -> None:
    for host in ("evil.example", "localhost.evil.example", ""):
        answer = await service.client.get("/items", headers={"Host": host})
        assert answer.status_code == 400
        assert answer.headers["content-type"] == "application/problem+json"
        assert "evil" not in answer.text


async def test_names_that_are_known_are_served_on_any_port(service: Service) -> None:
    for host in ("localhost", "LOCALHOST:8080", "127.0.0.1:8000"):
        assert (await service.client.get("/livez", headers={"Host": host})).status_code == 200
