"""Every concurrency check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

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
    first,
)
from tests.checks.judging import judge

DEADLINE = 2.0
DEMO = Login("demo", "demo-password")
IMPATIENT = {
    "concurrency.outbound-calls-time-out": {"budget": 2.0},
    "concurrency.disconnect-frees-resources": {"seconds": 1.0},
}
FAULTY, CLEAN = corpus("concurrency", "faulty"), corpus("concurrency", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


@each(FIRST_FAULTY)
def test_a_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.scope, deadline=DEADLINE, options=IMPATIENT))


@each([twin for twin in FAULTY if twin not in FIRST_FAULTY], thorough=True)
def test_a_faulty_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, options=IMPATIENT))


@each(FIRST_CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.scope, deadline=DEADLINE), seen=("conforms", "not-applicable"))


@each([twin for twin in CLEAN if twin not in FIRST_CLEAN], thorough=True)
def test_another_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, "concurrency", deadline=DEADLINE))


@pytest.mark.usefixtures("quick_hashing")
@each(broken_reference_apps("concurrency"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO, options=IMPATIENT))


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("concurrency", clean=6)
