"""Every middleware check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import pytest

from conformance.app.exchange import Caller
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
from tests.checks.judging import Judgement, judge

DEADLINE = 5.0
DEMO = Login("demo", "demo-password")
CALLERS = tuple(
    Caller(name, {"authorization": f"Bearer token-of-{name}", "x-api-key": f"token-of-{name}"})
    for name in ("ann", "bob")
)
FAULTY, CLEAN = corpus("middleware", "faulty"), corpus("middleware", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


def judged_area(twin: Twin) -> list[Judgement]:
    return judge(twin.target, twin.scope, deadline=DEADLINE, callers=CALLERS)


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
@each(broken_reference_apps("middleware"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


@pytest.mark.usefixtures("quick_hashing")
def test_the_reference_app_conforms_with_cors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_CORS_ORIGINS", '["https://shop.example"]')
    judged = judge("reference_app.main:app", "middleware", deadline=DEADLINE, login=DEMO)

    assert {one.verdict for one in judged} == {"conforms"}, judged


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("middleware", clean=5)
