"""Every dependencies check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import fastapi
import pytest

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
from tests.checks.judging import judge

DEADLINE = 5.0
DEMO = Login("demo", "demo-password")
FAULTY, CLEAN = corpus("dependencies", "faulty"), corpus("dependencies", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


@each(FIRST_FAULTY)
def test_a_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, "dependencies", deadline=DEADLINE))


@each([twin for twin in FAULTY if twin not in FIRST_FAULTY], thorough=True)
def test_a_faulty_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE))


@each(FIRST_CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, "dependencies", deadline=DEADLINE))


@each([twin for twin in CLEAN if twin not in FIRST_CLEAN], thorough=True)
def test_another_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.check, deadline=DEADLINE), seen=("conforms", "not-applicable"))


@pytest.mark.usefixtures("quick_hashing")
@each(broken_reference_apps("dependencies"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("dependencies", clean=6)


def test_what_outlives_its_request_depends_on_the_version_of_fastapi() -> None:
    """Since 0.118 dependencies are left, and uploads closed, after background tasks and streams have ended."""
    path = HERE / "dependencies" / "resources_outlive_their_users" / "by_version.py"
    twin = Twin("dependencies.resources-outlive-their-users", path)
    judged = judge(twin.target, twin.check, deadline=DEADLINE)

    if tuple(map(int, fastapi.__version__.split(".")[:2])) < (0, 118):
        assert {place for one in judged for place in one.places} == twin.faults()
    else:
        assert_clean(judged)
