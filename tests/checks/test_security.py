"""Every security check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Any

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

pytestmark = pytest.mark.further  # on the oldest FastAPI in thorough runs only
DEADLINE = 5.0
NAMES = ("ann", "bob")
CALLERS = tuple(
    Caller(name, {"authorization": f"Bearer token-of-{name}", "x-api-key": f"token-of-{name}"}) for name in NAMES
)
VISITORS = tuple(Caller(name, cookies={"session": f"token-of-{name}"}) for name in NAMES)
DEMO = Login("demo", "demo-password")
FAULTY, CLEAN = corpus("security", "faulty"), corpus("security", "clean")
FIRST_FAULTY, FIRST_CLEAN = first(FAULTY, 1), first(CLEAN, 1)


def judged_area(twin: Twin) -> list[Judgement]:
    known: dict[str, Any] = {"callers": VISITORS if twin.by_cookie else CALLERS}
    return judge(twin.target, twin.scope, deadline=DEADLINE, **({"login": DEMO} if twin.by_login else known))


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
@each(broken_reference_apps("security"), thorough=True)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    assert_found(twin, judge(twin.target, twin.check, deadline=DEADLINE, login=DEMO))


def test_a_list_of_public_operations_has_to_be_right() -> None:
    target = "tests.checks.security.anonymous_is_rejected.clean_optional:app"
    public = ("GET /home", "GET /me", "GET /nowhere")
    options = {"security.anonymous-is-rejected": {"public": public}}
    judged = judge(target, "security.anonymous-is-rejected", callers=CALLERS, options=options)
    messages = {message for one in judged if one.subject == "app" for message in one.messages}

    assert messages == {
        "GET /nowhere is listed as public, and there is no such operation",
        "GET /me is listed as public, and asks for credentials",
        "GET /lenient is not listed as public, and does its work for anyone",
        "GET /news is not listed as public, and does its work for anyone",
        "GET /public is not listed as public, and does its work for anyone",
    }


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    connect = sqlite3.connect
    judge("tests.checks.security.input_does_not_choose_hosts_or_files.faulty_download:app", "security")

    assert sqlite3.connect is connect
    assert not list(tmp_path.iterdir())


def test_an_operation_that_is_there_to_ask_other_hosts_may_be_allowed() -> None:
    target = "tests.checks.security.input_does_not_choose_hosts_or_files.faulty_fetch:app"
    options = {"security.input-does-not-choose-hosts-or-files": {"allowed": ("GET /preview",)}}
    judged = judge(target, "security.input-does-not-choose-hosts-or-files", options=options)

    assert not [one for one in judged if one.verdict == "fails"], judged


def test_every_check_has_faulty_and_clean_apps() -> None:
    assert_proved("security", clean=5, faulty=3)
