"""Every errors check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import pytest

from conformance.config import Login
from tests.checks.corpus import (
    Twin,
    assert_clean,
    assert_found,
    assert_proved,
    broken_reference_apps,
    corpus,
    each,
)
from tests.checks.judging import judge

DEADLINE = 2.0
DEMO = Login("demo", "demo-password")


@each(corpus("errors", "faulty"))
def test_a_faulty_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, "errors", deadline=DEADLINE))


@each(corpus("errors", "clean"))
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, "errors", deadline=DEADLINE))


@pytest.mark.usefixtures("quick_hashing")
@each(broken_reference_apps("errors"))
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, "errors", deadline=DEADLINE, login=DEMO))


@pytest.mark.usefixtures("quick_hashing")
def test_the_reference_app_conforms_to_everything() -> None:
    judged = judge("reference_app.main:app", deadline=DEADLINE, login=DEMO)

    assert not [one for one in judged if one.verdict not in ("conforms", "not-applicable")]


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("errors", clean=3)
