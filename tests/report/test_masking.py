"""No report holds a canary of ours, or what the user gave us to be let in with: neither did the log, nor do we."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from conformance.masking import masked, secrets_of
from tests.running import run

SECRETS = {"header": "header-of-the-user-4711", "token": "token-of-the-user-4712", "cookie": "cookie-of-the-user-4713"}
SELECTED = "logs,errors.input-is-not-echoed,errors.nothing-internal-shows"
CONFIG = f"""
[tool.conformance.headers]
X-Gateway = "{SECRETS["header"]}"
[[tool.conformance.callers]]
name = "ann"
headers = {{ Authorization = "Bearer {SECRETS["token"]}" }}
cookies = {{ s = "{SECRETS["cookie"]}" }}
"""


@pytest.mark.parametrize("verbosity", ["-q", "-vv"])
def test_no_output_holds_a_secret(tmp_path: Path, verbosity: str) -> None:
    ran = run(
        "tests.apps.leaking:app",
        tmp_path,
        f"--conformance-select={SELECTED}",
        *("--junit-xml=junit.xml", "-o", "junit_logging=all", verbosity, "-rA"),
        config=CONFIG,
    )
    reports = [tmp_path.joinpath(name).read_text(encoding="utf-8") for name in ("junit.xml", "report.json")]
    found = {check for check, verdict in _verdicts(ran.document) if verdict == "fails"}

    assert found >= {"logs.no-secrets", "errors.input-is-not-echoed", "errors.nothing-internal-shows"}
    assert "***" in ran.output
    for text in (ran.output, *reports):
        assert not [value for value in SECRETS.values() if value in text]
        assert not re.search(r"conformance-canary-[0-9a-f]{12}", text)


SECRET = 'a+secret/of"the-user=='


@pytest.mark.parametrize("text", ["{}", "{{'x': '{}'}}", "sent {} twice: {}"])
def test_a_secret_is_masked_however_it_is_written(text: str) -> None:
    for written in (SECRET, "a%2Bsecret%2Fof%22the-user%3D%3D", 'a+secret/of\\"the-user=='):
        shown = masked(text.replace("{}", written), [SECRET])

        assert shown == text.replace("{}", "***")


@pytest.mark.parametrize("size", range(6, len("token-of-the-user")))
@pytest.mark.parametrize("end", ["", "'", '"', "...", "'...", "\nand more"])
def test_a_secret_is_masked_where_a_text_was_cut_in_the_middle_of_it(size: int, end: str) -> None:
    assert masked(f"a line with {'token-of-the-user'[:size]}{end}", ["token-of-the-user"]) == f"a line with ***{end}"


def test_what_only_begins_like_a_secret_is_shown() -> None:
    assert masked("a+second thing", [SECRET]) == "a+second thing"


def test_the_scheme_of_credentials_is_shown() -> None:
    secrets = secrets_of([("authorization", "Bearer token-of-the-user")], [], "")

    assert masked("401 with WWW-Authenticate: Bearer", secrets) == "401 with WWW-Authenticate: Bearer"
    assert masked("sent Bearer token-of", secrets) == "sent ***"
    assert masked("password ", ["password x"]) == "password "
    assert masked("a pass phrase: correct hor...", ["correct horse battery"]) == "a pass phrase: ***..."


def test_the_password_of_basic_credentials_is_secret_as_well() -> None:
    sent = base64.b64encode(b"ann:known-to-ann").decode()
    secrets = secrets_of([("authorization", f"Basic {sent}")], [], "")

    assert set(secrets) == {f"Basic {sent}", sent, "ann:known-to-ann", "known-to-ann"}


def test_a_canary_is_masked_where_a_text_was_cut_in_the_middle_of_it() -> None:
    assert masked("conformance-canary-12ab", []) == "***"


def _verdicts(document: dict) -> list[tuple[str, str]]:
    return [(one["check"], one["verdict"]) for one in document["verdicts"]]
