"""Every cache check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import pytest

from conformance.app.exchange import Caller
from conformance.config import Login
from tests.checks.corpus import (
    HERE,
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

pytestmark = pytest.mark.further  # on the oldest FastAPI in thorough runs only
DEADLINE = 5.0
NAMES = ("ann", "bob")
CALLERS = tuple(
    Caller(name, {"authorization": f"Bearer token-of-{name}", "x-api-key": f"token-of-{name}"}) for name in NAMES
)
VISITORS = tuple(Caller(name, cookies={"session": f"token-of-{name}"}) for name in NAMES)
DEMO = Login("demo", "demo-password")
FAULTY, CLEAN = corpus("cache", "faulty"), corpus("cache", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


def judged_area(twin: Twin) -> list[Judgement]:
    return judge(twin.target, twin.scope, deadline=DEADLINE, callers=VISITORS if twin.by_cookie else CALLERS)


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
@each(broken_reference_apps("cache"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


def test_the_textbook_cache_has_four_faults_each_at_its_line() -> None:
    target = "tests.checks.cache.falsy_values_are_cached.faulty_textbook:app"
    lines = (HERE / "cache" / "falsy_values_are_cached" / "faulty_textbook.py").read_text(encoding="utf-8").splitlines()
    judged = [*judge(target, "cache"), *judge(target, "concurrency.no-blocking-calls")]
    found = {(one.check, lines[line - 1].strip()) for one in judged for _, line in one.places if line}

    assert found == {
        ("cache.entries-expire", 'r.set(f"greeting:{name}", text)'),
        ("cache.falsy-values-are-cached", "if data:  # fault"),
        ("cache.outage-is-survived", 'data = r.get(f"greeting:{name}")'),
        ("concurrency.no-blocking-calls", 'data = r.get(f"greeting:{name}")'),
    }


def test_a_dict_by_item_answers_one_caller_what_is_for_another() -> None:
    target = "tests.checks.cache.key_covers_the_caller.faulty_memory_dict:app"
    judged = {one.subject: one for one in judge(target, "cache.key-covers-the-caller", callers=CALLERS)}

    assert judged["GET /prices/{item_id}"].messages == (
        "GET /prices/{item_id} answers from PRICES[1] in memory what was kept for another caller",
    )
    assert judged["GET /rates"].verdict == "conforms"


def test_what_a_caller_is_known_by_is_not_shown_in_the_name_of_an_entry() -> None:
    target = "tests.checks.cache.key_covers_every_parameter.faulty_memory_token:app"
    judged = judge(target, "cache.key-covers-every-parameter", callers=CALLERS)

    (found,) = [one for one in judged if one.verdict == "fails"]
    assert found.messages == (
        "GET /orders answers from kept['...'] in memory what was kept for another value of query.year",
    )


def test_a_dict_that_writes_fill_is_no_cache() -> None:
    target = "tests.checks.cache.write_invalidates.clean_memory_styles:app"
    judged = {one.subject: one for one in judge(target, "cache.write-invalidates", callers=CALLERS)}

    assert judged["GET /items/{item_id}"].verdict == "conforms"
    assert judged["GET /texts/{text_id}"].verdict == "not-applicable"


def test_one_caller_alone_tells_nothing_of_others() -> None:
    target = "tests.checks.cache.key_covers_the_caller.faulty_me:app"
    judged = {one.subject: one for one in judge(target, "cache.key-covers-the-caller", callers=CALLERS[:1])}

    assert judged["GET /orders"].verdict == "not-exercised"
    assert "[[tool.conformance.callers]]" in judged["GET /orders"].reason


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("cache", clean=6)
