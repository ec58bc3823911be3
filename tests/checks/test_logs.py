"""Every logs check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import pytest

from conformance.checks import CHECKS
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
from tests.checks.judging import Judgement, judge

pytestmark = pytest.mark.further  # on the oldest FastAPI in thorough runs only
DEADLINE = 5.0
DEMO = Login("demo", "demo-password")
FAULTY, CLEAN = corpus("logs", "faulty"), corpus("logs", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


# Few of these apps know of request ids: that is judged by its own check only.
OTHERS = tuple(one.id for one in CHECKS if one.area == "logs" and one.id != "logs.one-request-id")


def judged_area(twin: Twin) -> list[Judgement]:
    return judge(twin.target, twin.check, *([] if OLDEST else OTHERS), deadline=DEADLINE)


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
@each(broken_reference_apps("logs"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


@pytest.mark.parametrize("name", ["no-swallowed-errors", "no-secrets", "no-forged-lines"])
def test_what_an_operation_never_came_to_is_not_judged(name: str) -> None:
    judged = judge("tests.apps.out_of_reach:app", f"logs.{name}", deadline=DEADLINE)

    assert {one.verdict for one in judged if one.subject != "app"} == {"not-exercised"}


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("logs", clean=6, faulty=5)
