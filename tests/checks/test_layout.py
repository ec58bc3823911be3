"""Every layout check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

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
from tests.checks.judging import Judgement, judge

pytestmark = pytest.mark.further  # on the oldest FastAPI in thorough runs only
DEADLINE = 5.0
DEMO = Login("demo", "demo-password")
HERE = "tests.checks.layout"
FAULTY, CLEAN = corpus("layout", "faulty"), corpus("layout", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


@each(FIRST_FAULTY)
def test_a_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.scope, deadline=DEADLINE))


@each([twin for twin in FAULTY if twin not in FIRST_FAULTY], thorough=True)
def test_another_faulty_app_fails_its_check_and_no_other(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.scope, deadline=DEADLINE))


@each(FIRST_CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.scope, deadline=DEADLINE), seen=("conforms", "not-applicable"))


@each([twin for twin in CLEAN if twin not in FIRST_CLEAN], thorough=True)
def test_another_clean_app_conforms(twin: Twin) -> None:
    assert_clean(judge(twin.target, twin.scope, deadline=DEADLINE), seen=("conforms", "not-applicable"))


@pytest.mark.usefixtures("quick_hashing")
@each(broken_reference_apps("layout"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


@pytest.mark.thorough
@pytest.mark.usefixtures("quick_hashing")
def test_the_reference_app_conforms() -> None:
    assert_clean(judge("reference_app.main:app", "layout", deadline=DEADLINE, login=DEMO))


def judged(target: str, check: str, **options: object) -> Judgement:
    return judge(target, check, deadline=DEADLINE, options={check: options})[0]


def test_roles_can_be_declared_where_they_cannot_be_told() -> None:
    target, check = f"{HERE}.imports_point_one_way.clean_shared_router:app", "layout.imports-point-one-way"
    above = target.removesuffix(":app")
    commands = judged(target, check, services=(f"{above}.command",))
    undone = judged(target, check, services=(f"{above}.command", f"{above}.items"), routes=(f"{above}.users",))

    assert [line for _, line in commands.places] == [1]
    assert undone.verdict == "conforms"


def test_a_module_is_a_service_when_that_is_declared() -> None:
    target, check = f"{HERE}.services_do_not_speak_http.clean_security:app", "layout.services-do-not-speak-http"
    declared = judged(target, check, services=(f"{target.removesuffix(':app')}.checking",))

    assert [line for _, line in declared.places] == [6]


def test_how_much_a_module_may_mix_is_configured() -> None:
    target, check = f"{HERE}.concerns_are_separate.clean_small:app", "layout.concerns-are-separate"

    assert judged(target, check).verdict == "conforms"
    assert judged(target, check, operations=2).verdict == "fails"
    assert judged(target, check, lines=20).verdict == "fails"


def test_a_circle_is_told_with_each_of_its_imports() -> None:
    message = judged(f"{HERE}.no_import_cycles.faulty_long_way:app", "layout.no-import-cycles").messages[0]
    modules = [name.rpartition(".")[2] for name in message.split(" imports ")]

    assert modules == ["a", "b", "c", "d", "a"]


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("layout", clean=5, faulty=3)
