"""What the README shows is true: its configuration is valid, its code compiles, its options and files exist."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from conformance.config import Options, parse

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)\)")


def _blocks(language: str) -> list[str]:
    return [text for found, text in BLOCK.findall(README.read_text(encoding="utf-8")) if found == language]


@pytest.mark.parametrize("text", _blocks("toml"))
def test_configuration_is_valid(text: str) -> None:
    table = tomllib.loads(text)["tool"]["conformance"]

    assert parse(table, Options()).mistakes == ()


@pytest.mark.parametrize("text", _blocks("python"))
def test_code_compiles(text: str) -> None:
    compile(text, "README.md", "exec")


def test_there_is_something_to_test() -> None:
    assert len(_blocks("toml")) >= 3
    assert len(_blocks("python")) >= 3


@pytest.mark.parametrize("file", ["README.md", "reference_app/README.md"])
def test_links_lead_to_files(file: str) -> None:
    source = ROOT / file

    for link in _links(source):
        assert (source.parent / link).exists(), link


def test_what_is_shown_of_a_run_is_what_a_run_shows(pytester: pytest.Pytester) -> None:
    """But for what is drawn by lot, and how long it takes."""
    app, shown = next(text for text in _blocks("python") if "/pages" in text), _blocks("console")
    pytester.makepyfile(shop=app)
    said = pytester.runpytest_subprocess("--conformance=shop:app", "-p", "no:randomly").stdout.str()

    assert list(_results(said)) == list(_results(next(text for text in shown if "conformance=shop:app" in text)))


def _results(said: str) -> Iterator[str]:
    """Yield the table of areas, what is said of all of them, and the findings with their places."""
    for line in said.splitlines():
        if re.match(r"\w+ +[\d-]+ +[\d-]+ +[\d-]+ +", line) or line.startswith(("FAILED", "    shop.py:", "  at ")):
            yield line.partition(" - ")[0]  # CI shows more of it
        elif line.startswith("shop:app: "):
            yield line.partition(" in ")[0]


def _links(source: Path) -> Iterator[str]:
    text = source.read_text(encoding="utf-8")
    yield from (link for link in LINK.findall(text) if not link.startswith("http"))
