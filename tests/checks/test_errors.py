"""Every errors check has been seen to fail: it flags its faulty apps at the line at fault, and no clean one."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from conformance.checks import CHECKS
from conformance.config import Login
from tests.checks.judging import ROOT, Judgement, judge

CORPUS = Path(__file__).parent / "errors"
BROKEN = ROOT / "reference_app" / "broken"
DEADLINE = 2.0
DEMO = Login("demo", "demo-password")


@dataclass(frozen=True)
class Twin:
    """An app of the corpus: a module, or a package whose parts are modules, made to conform to or break one check."""

    check: str
    path: Path

    @property
    def name(self) -> str:
        return f"{self.check.removeprefix('errors.')}/{self.path.stem}"

    @property
    def target(self) -> str:
        return f"{'.'.join(self.path.relative_to(ROOT).with_suffix('').parts)}:app"

    @property
    def sources(self) -> list[Path]:
        return [self.path] if self.path.is_file() else sorted(self.path.rglob("*.py"))

    def faults(self) -> set[tuple[str | None, int | None]]:
        """Return the lines marked as being at fault."""
        return {
            (path.relative_to(ROOT).as_posix(), number)
            for path in self.sources
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if line.endswith("# fault")
        }

    def also(self) -> set[str]:
        """Return the other checks that the same fault makes fail, as the module says in ALSO."""
        text = self.sources[0].read_text(encoding="utf-8")
        named = [node for node in ast.parse(text).body if isinstance(node, ast.Assign)]
        return {id for node in named if ast.unparse(node.targets[0]) == "ALSO" for id in ast.literal_eval(node.value)}


def _id(name: str) -> str:
    return f"errors.{name.replace('_', '-')}"


def _corpus(kind: str) -> list[Twin]:
    found = sorted(CORPUS.glob(f"*/{kind}_*"))
    return [Twin(_id(path.parent.name), path) for path in found if path.suffix in ("", ".py")]


def _named(twins: Iterable[Twin]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("twin", [pytest.param(twin, id=twin.name) for twin in twins])


FAULTY, CLEAN = _corpus("faulty"), _corpus("clean")
REFERENCE = [Twin(_id(path.stem.removeprefix("errors_")), path) for path in sorted(BROKEN.glob("errors_*.py"))]


@_named(FAULTY)
def test_a_faulty_app_fails_its_check(twin: Twin) -> None:
    _assert_found(twin, judge(twin.target, deadline=DEADLINE))


@_named(CLEAN)
def test_a_clean_app_conforms(twin: Twin) -> None:
    judged = judge(twin.target, deadline=DEADLINE)

    assert not [one for one in judged if one.verdict in ("fails", "error")]
    assert [one for one in judged if one.verdict == "conforms"]


@pytest.mark.usefixtures("quick_hashing")
@_named(REFERENCE)
def test_a_broken_reference_app_fails_its_check(twin: Twin) -> None:
    _assert_found(twin, judge(twin.target, deadline=DEADLINE, login=DEMO))


@pytest.mark.usefixtures("quick_hashing")
def test_the_reference_app_conforms_to_everything() -> None:
    judged = judge("reference_app.main:app", deadline=DEADLINE, login=DEMO)

    assert not [one for one in judged if one.verdict not in ("conforms", "not-applicable")]


def test_every_check_has_faulty_and_clean_apps() -> None:
    for check in CHECKS:
        assert [twin for twin in FAULTY if twin.check == check.id]
        assert len([twin for twin in CLEAN if twin.check == check.id]) >= 3
        assert [twin for twin in REFERENCE if twin.check == check.id]


def _assert_found(twin: Twin, judged: list[Judgement]) -> None:
    failed = [one for one in judged if one.verdict == "fails"]
    mine = [one for one in failed if one.check == twin.check]

    assert not [one for one in judged if one.verdict == "error"]
    assert mine
    assert {place for one in mine for place in one.places} & twin.faults(), mine
    assert {one.check for one in failed} - {twin.check} <= twin.also(), failed


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with the lightest parameters, whatever an app asks for."""
    original = Argon2Hasher.__init__
    monkeypatch.setattr(
        Argon2Hasher, "__init__", lambda self, **_: original(self, time_cost=1, memory_cost=8, parallelism=1)
    )
