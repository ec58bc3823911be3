"""Items: created, read, listed, changed and deleted by those who may."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from reference_app.database import items
from reference_app.models.schemas import ItemRead
from reference_app.models.tables import Item
from reference_app.routes.items import EXPORT_PAGE
from tests.reference_app.conftest import KETTLE, Service

pytestmark = pytest.mark.asyncio


@contextmanager
def queries(service: Service) -> Iterator[list[str]]:
    """Give the statements that the service sends to its database while entered."""
    engine = service.resources.sessions.kw["bind"].sync_engine
    sent: list[str] = []

    def note(*context: Any) -> None:
        sent.append(context[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_a_created_item_is_found_where_the_answer_says(service: Service) -> None:
    answer = await service.client.post("/items", json=KETTLE, headers=await service.login())
    assert answer.status_code == 201
    found = await service.client.get(answer.headers["location"])
    assert found.json() == answer.json()
    assert KETTLE.items() <= found.json().items()


async def test_text_and_numbers_come_back_as_they_were_sent(service: Service) -> None:
    sent = {"name": "Käännös 🫖 'x' %_\n", "description": "", "price_cents": 0, "weight_kg": 5e-324}
    item = await service.create(await service.login(), **sent)
    await service.resources.cache.forget(f"item:{item['id']}")
    assert sent.items() <= (await service.client.get(f"/items/{item['id']}")).json().items()


async def test_fields_that_the_server_owns_cannot_be_sent(service: Service) -> None:
    item = await service.create(await service.login(), id=4711, owner_id=4711)
    assert item["id"] != 4711
    assert item["owner_id"] != 4711


async def test_a_list_is_read_page_by_page(service: Service) -> None:
    headers = await service.login()
    names = [f"Kettle {number}" for number in range(5)]
    for name in names:
        await service.create(headers, name=name)
    seen, after = [], 0
    while after is not None:
        page = (await service.client.get("/items", params={"limit": 2, "after": after})).json()
        seen += [item["name"] for item in page["items"]]
        after = page["next_after"]
    assert seen == names


async def test_a_list_is_searched_for_literal_text(service: Service) -> None:
    headers = await service.login()
    for name in ("Kettle", "100% wool"):
        await service.create(headers, name=name)
    for search, found in (("KETT", ["Kettle"]), ("%", ["100% wool"]), ("nothing", [])):
        page = (await service.client.get("/items", params={"search": search})).json()
        assert [item["name"] for item in page["items"]] == found


async def test_pages_are_bounded(service: Service) -> None:
    for query in ("limit=0", "limit=101", "limit=1000000000", "after=-1", f"after={10**30}"):
        assert (await service.client.get(f"/items?{query}")).status_code == 422


async def test_replacing_sets_every_field(service: Service) -> None:
    headers = await service.login()
    item = await service.create(headers)
    path = f"/items/{item['id']}"
    await service.client.get(path)
    sent = {"name": "Pot", "price_cents": 1, "weight_kg": 2.0}
    answer = await service.client.put(path, json=sent, headers=headers)
    assert answer.json() == item | sent | {"description": ""}
    assert (await service.client.get(path)).json() == answer.json()


async def test_changing_leaves_other_fields_alone(service: Service) -> None:
    headers = await service.login()
    item = await service.create(headers)
    path = f"/items/{item['id']}"
    changes: list[dict[str, Any]] = [{"name": "Pot"}, {"description": ""}, {"name": None}, {}]
    for change in changes:
        await service.client.get(path)
        item |= {name: value for name, value in change.items() if value is not None}
        assert (await service.client.patch(path, json=change, headers=headers)).json() == item
        assert (await service.client.get(path)).json() == item


async def test_a_deleted_item_is_gone(service: Service) -> None:
    headers = await service.login()
    path = f"/items/{(await service.create(headers))['id']}"
    await service.client.get(path)
    answer = await service.client.delete(path, headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await service.client.get(path)).status_code == 404
    assert (await service.client.delete(path, headers=headers)).status_code == 404


async def test_only_the_owner_changes_an_item(service: Service) -> None:
    path = f"/items/{(await service.create(await service.login()))['id']}"
    mallory = await service.register("mallory")
    for method in ("PUT", "PATCH", "DELETE"):
        foreign = await service.client.request(method, path, json=KETTLE, headers=mallory)
        anonymous = await service.client.request(method, path, json=KETTLE)
        assert (foreign.status_code, anonymous.status_code) == (403, 401)
        assert (await service.client.get(path)).status_code == 200


async def test_an_unknown_id_is_404_for_whoever_asks(service: Service) -> None:
    headers = await service.login()
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        answer = await service.client.request(method, "/items/9223372036854775807", json=KETTLE, headers=headers)
        assert answer.status_code == 404


async def test_changes_at_the_same_time_as_a_delete_do_not_crash(service: Service) -> None:
    headers = await service.login()
    path = f"/items/{(await service.create(headers))['id']}"
    methods = ["PATCH", "DELETE", "PUT", "DELETE", "PATCH", "PUT"]
    answers = await asyncio.gather(
        *(service.client.request(method, path, json=KETTLE, headers=headers) for method in methods)
    )
    assert {answer.status_code for answer in answers} <= {200, 204, 404}


async def test_more_clients_than_connections_are_all_served(service: Service) -> None:
    headers = await service.login()
    writes = [service.client.post("/items", json=KETTLE, headers=headers) for _ in range(40)]
    reads = [service.client.get("/items") for _ in range(40)]
    answers = await asyncio.gather(*writes, *reads)
    assert {answer.status_code for answer in answers} == {200, 201}


async def test_an_export_streams_all_items(service: Service) -> None:
    owner_id = (await service.create(await service.login()))["owner_id"]
    count = 2 * EXPORT_PAGE
    async with service.resources.sessions() as session:
        session.add_all(Item(owner_id=owner_id, **KETTLE) for _ in range(count))
        await session.commit()
    answer = await service.client.get("/exports/items")
    assert answer.headers["content-type"] == "application/x-ndjson"
    ids = [json.loads(line)["id"] for line in answer.text.splitlines()]
    assert len(ids) == count + 1
    assert ids == sorted(set(ids))


async def test_an_empty_export_is_empty(service: Service) -> None:
    answer = await service.client.get("/exports/items")
    assert (answer.status_code, answer.text) == (200, "")


async def test_a_second_read_needs_no_database(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/items/{(await service.create(await service.login()))['id']}"
    cold = await service.client.get(path)
    monkeypatch.delattr(items, "find")
    warm = await service.client.get(path)
    assert (warm.status_code, warm.content) == (200, cold.content)


async def test_many_who_ask_at_once_for_what_is_not_kept_cost_one_query(service: Service) -> None:
    path = f"/items/{(await service.create(await service.login()))['id']}"
    with queries(service) as asked:
        answers = await asyncio.gather(*(service.client.get(path) for _ in range(20)))
    assert [answer.status_code for answer in answers] == [200] * 20
    assert len(asked) == 1


async def test_who_waits_for_a_request_that_is_given_up_reads_for_itself(service: Service) -> None:
    item_id = (await service.create(await service.login()))["id"]
    started, never = asyncio.Event(), asyncio.Event()

    async def load() -> ItemRead | None:
        started.set()
        await never.wait()
        return None

    first = asyncio.create_task(service.resources.cache.remember(f"item:{item_id}", ItemRead, load))
    await started.wait()
    second = asyncio.create_task(service.client.get(f"/items/{item_id}"))
    for _ in range(20):
        await service.client.get(f"/items/{item_id + 1}")  # meanwhile the second has come to wait for the first
    first.cancel()
    assert (await second).json()["id"] == item_id


async def test_who_reads_after_a_change_does_not_get_what_was_asked_for_before(service: Service) -> None:
    headers = await service.login()
    item = await service.create(headers)
    started, go_on = asyncio.Event(), asyncio.Event()

    async def load() -> ItemRead | None:
        started.set()
        await go_on.wait()
        return ItemRead.model_validate(item)

    first = asyncio.create_task(service.resources.cache.remember(f"item:{item['id']}", ItemRead, load))
    await started.wait()
    await service.client.put(f"/items/{item['id']}", json=KETTLE | {"name": "Newer"}, headers=headers)
    assert (await service.client.get(f"/items/{item['id']}")).json()["name"] == "Newer"
    go_on.set()
    await first


async def test_a_cached_item_expires(service: Service) -> None:
    item_id = (await service.create(await service.login()))["id"]
    await service.client.get(f"/items/{item_id}")
    prefix = service.resources.settings.redis_prefix
    [key] = [key async for key in service.resources.redis.scan_iter(f"{prefix}:cache:*")]
    assert 0 < await service.resources.redis.ttl(key) <= service.resources.settings.cache_seconds


async def test_a_corrupt_cache_entry_is_a_miss(service: Service) -> None:
    path = f"/items/{(await service.create(await service.login()))['id']}"
    cold = await service.client.get(path)
    prefix = service.resources.settings.redis_prefix
    [key] = [key async for key in service.resources.redis.scan_iter(f"{prefix}:cache:*")]
    for entry in (b"", b"\x80\x04", b'{"id": 1}', b"null"):
        await service.resources.redis.set(key, entry)
        assert (await service.client.get(path)).content == cold.content
