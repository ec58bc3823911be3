"""No report holds a canary of ours, or what the user gave us to be let in with: neither did the log, nor do we."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


def _verdicts(document: dict) -> list[tuple[str, str]]:
    return [(one["check"], one["verdict"]) for one in document["verdicts"]]
