"""Every dependencies check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import pytest

from conformance.config import Login
from tests.checks.corpus import (
    FASTAPI,
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

DEADLINE = 5.0
DEMO = Login("demo", "demo-password")
FAULTY, CLEAN = corpus("dependencies", "faulty"), corpus("dependencies", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


@each(FIRST_FAULTY)
def test_a_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.scope, deadline=DEADLINE))


@each([twin for twin in FAULTY if twin not in FIRST_FAULTY], thorough=True)
def test_a_faulty_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE))


@each(FIRST_CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.scope, deadline=DEADLINE), seen=("conforms", "not-applicable"))


@each([twin for twin in CLEAN if twin not in FIRST_CLEAN], thorough=True)
def test_another_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.check, deadline=DEADLINE), seen=("conforms", "not-applicable"))


@pytest.mark.usefixtures("quick_hashing")
@each(broken_reference_apps("dependencies"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("dependencies", clean=6)


# What depends on when FastAPI leaves dependencies, and closes uploads: since 0.118 after tasks and streams have ended.
SINCE = FASTAPI >= (0, 118)
BY_VERSION = corpus("dependencies", "by")
LATE_COMMITS = [twin for twin in corpus("dependencies", "faulty") if twin.since == (0, 118)]


@each([twin for twin in BY_VERSION if twin.check.endswith("outlive-their-users")])
def test_what_outlives_its_request_depends_on_the_version_of_fastapi(twin: Twin) -> None:
    assert_by_version(twin, faulty=not SINCE)


@each([twin for twin in BY_VERSION if not twin.check.endswith("outlive-their-users")])
def test_what_a_request_holds_meanwhile_depends_on_the_version_of_fastapi(twin: Twin) -> None:
    assert_by_version(twin, faulty=SINCE)


def test_what_a_request_keeps_of_a_pool_depends_on_the_version_of_fastapi() -> None:
    """What is used after it was closed opens anew."""
    target = "tests.checks.dependencies.resources_outlive_their_users.by_version:app"
    judged = judge(target, "dependencies.connections-return", deadline=DEADLINE)

    assert [one.subject for one in judged if one.verdict == "fails"] == ([] if SINCE else ["GET /export"])
    assert_said(judged)


@pytest.mark.parametrize("twin", LATE_COMMITS, ids=lambda twin: twin.name)
def test_which_commits_come_late_depends_on_the_version_of_fastapi(twin: Twin) -> None:
    judged = judge(twin.target, twin.check, deadline=DEADLINE)

    if SINCE:
        assert_found(twin, judged)
        assert_said(judged)
    else:
        assert {one.verdict for one in judged} == {"not-applicable"}
        assert "FastAPI before 0.118" in next(one.reason for one in judged if one.subject == "app")
        assert [one for one in judged if one.subject != "app" and "FastAPI before 0.118" in one.reason]


def assert_by_version(twin: Twin, *, faulty: bool) -> None:
    """Assert that all faults of an app are found where it is faulty, and the version is named; else that none is."""
    judged = judge(twin.target, twin.check, deadline=DEADLINE)

    if faulty:
        assert {place for one in judged for place in one.places} == twin.faults()
        assert_said(judged)
    else:
        assert_clean(judged)


def assert_said(judged: list[Judgement]) -> None:
    """Assert that each message says with which versions of FastAPI it is so."""
    said = "FastAPI since 0.118" if SINCE else "FastAPI before 0.118"
    assert all(said in message for one in judged for message in one.messages), judged
