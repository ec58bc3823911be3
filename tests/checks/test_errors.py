"""Every errors check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import os

import pytest

from conformance.config import Login
from tests.checks.corpus import (
    OLDEST,
    Twin,
    assert_clean,
    assert_found,
    assert_proved,
    broken_reference_apps,
    corpus,
    each,
    first,
)
from tests.checks.judging import judge

DEADLINE = 2.0
DEMO = Login("demo", "demo-password")
FAULTY, CLEAN = corpus("errors", "faulty"), corpus("errors", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


@each(FIRST_FAULTY)
def test_a_faulty_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.scope, deadline=DEADLINE))


@each([twin for twin in FAULTY if twin not in FIRST_FAULTY], thorough=True)
def test_another_faulty_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.scope, deadline=DEADLINE))


@each(FIRST_CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.scope, deadline=DEADLINE))


@each([twin for twin in CLEAN if twin not in FIRST_CLEAN], thorough=True)
def test_another_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.scope, deadline=DEADLINE))


@pytest.mark.usefixtures("quick_hashing")
@each(broken_reference_apps("errors"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, "errors", deadline=DEADLINE, login=DEMO))


# What the demo shows on the newest FastAPI is not asked once more.
@pytest.mark.skipif(not OLDEST and "CI" in os.environ, reason="the demo tells")
@pytest.mark.usefixtures("quick_hashing")
def test_the_reference_app_conforms_to_everything() -> None:
    judged = judge("reference_app.main:app", deadline=DEADLINE, login=DEMO)

    assert not [one for one in judged if one.verdict not in ("conforms", "not-applicable")]


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("errors", clean=3)
