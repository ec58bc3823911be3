"""A corpus of small apps, made to break or to conform to one check, and what is asserted of the verdicts on them."""

from __future__ import annotations

import ast
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import fastapi
import pytest

from conformance.checks import CHECKS
from tests.apps.held.surroundings import postgres_answers
from tests.checks.judging import ROOT, Judgement

HERE = Path(__file__).parent
FASTAPI = tuple(map(int, fastapi.__version__.split(".")[:2]))
OLDEST = fastapi.__version__.startswith("0.115.")
_SOURCES = (".py", ".json", ".yml", ".yaml")
BROKEN = ROOT / "reference_app" / "broken"
_OF_THE_VERSION = ("errors", "concurrency", "dependencies")  # areas that look into FastAPI itself


@dataclass(frozen=True)
class Twin:
    """An app of the corpus: a module, or a package whose parts are modules, made to conform to or break one check."""

    check: str
    path: Path
    whole: bool = True

    @property
    def scope(self) -> str:
        """What it is judged by: its whole area, or its own check alone where not `whole`, or on the oldest FastAPI."""
        return self.check if OLDEST or not self.whole else self.area

    @property
    def area(self) -> str:
        return self.check.partition(".")[0]

    @property
    def is_faulty(self) -> bool:
        return self.path.stem.startswith("faulty")

    @property
    def name(self) -> str:
        return f"{self.check.partition('.')[2]}/{self.path.stem}"

    @property
    def target(self) -> str:
        return f"{'.'.join(self.path.relative_to(ROOT).with_suffix('').parts)}:app"

    @property
    def sources(self) -> list[Path]:
        """The files it consists of: modules, and what else may be at fault."""
        files = self.path.rglob("*") if self.path.is_dir() else [self.path]
        return sorted(path for path in files if path.suffix in _SOURCES)

    def faults(self) -> set[tuple[str | None, int | None]]:
        """Return the lines marked as being at fault."""
        return {
            (path.relative_to(ROOT).as_posix(), number)
            for path in self.sources
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
            if line.rstrip('",').endswith("# fault")
        }

    def also(self) -> set[str]:
        """Return the other checks that the same fault makes fail, as the module says in ALSO."""
        return set(self._said("ALSO", ()))

    @property
    def since(self) -> tuple[int, ...]:
        """The version of FastAPI from which on it is an example, as the module says in SINCE; () where all are."""
        return tuple(self._said("SINCE", ()))

    @property
    def by_cookie(self) -> bool:
        """Whether callers are known by a cookie there, as the module says in COOKIE."""
        return bool(self._said("COOKIE", False))

    @property
    def by_login(self) -> bool:
        """Whether its caller logs in there, as the module says in LOGIN."""
        return bool(self._said("LOGIN", False))

    def _said(self, name: str, default: Any) -> Any:
        text = next(path for path in self.sources if path.suffix == ".py").read_text(encoding="utf-8")
        named = [node for node in ast.parse(text).body if isinstance(node, ast.Assign)]
        said = [node.value for node in named if ast.unparse(node.targets[0]) == name]
        return ast.literal_eval(said[0]) if said else default


def corpus(area: str, kind: str) -> list[Twin]:
    """Return the apps of an area that are `faulty`, `clean`, or either `by` the version: a folder for each check."""
    found = sorted((HERE / area).glob(f"*/{kind}_*"))
    return [Twin(_id(area, path.parent.name), path) for path in found if path.suffix in ("", ".py")]


def broken_reference_apps(area: str) -> list[Twin]:
    """Return the reference app's faulty twins of an area."""
    paths = [path for path in sorted(BROKEN.glob(f"{area}_*")) if path.suffix in ("", ".py")]
    return [Twin(_id(area, path.stem.removeprefix(f"{area}_")), path) for path in paths]


def _id(area: str, name: str) -> str:
    return f"{area}.{name.replace('_', '-')}"


def first(twins: Iterable[Twin], number: int) -> list[Twin]:
    """Return the first apps of each check."""
    known: Counter[str] = Counter()
    return [twin for twin in twins if known.update([twin.check]) or known[twin.check] <= number]


def each(twins: Iterable[Twin], *, thorough: bool = False) -> pytest.MarkDecorator:
    """Run a test with each of some apps that are examples with this FastAPI.

    A run that is not thorough judges them by their own check: faulty ones, and clean ones in areas that look into
    FastAPI. On the oldest FastAPI that is the first faulty one of each check of those areas.
    """
    known = [replace(one, whole=thorough) for one in twins if one.since <= FASTAPI]
    always = [] if thorough else [one for one in first(known, 1) if one.is_faulty and one.area in _OF_THE_VERSION]
    marks = {one: [] if one in always else [_rank(one, thorough)] for one in known}
    return pytest.mark.parametrize(
        "twin", [pytest.param(one, id=one.name, marks=[*marks[one], *_needing(one)]) for one in known]
    )


def _rank(twin: Twin, thorough: bool) -> pytest.MarkDecorator:
    """Return the mark of an app that not every run judges."""
    rarely = thorough or not (twin.is_faulty or twin.area in _OF_THE_VERSION)
    return pytest.mark.thorough if rarely else pytest.mark.further


def _needing(twin: Twin) -> list[pytest.MarkDecorator]:
    """Skip an app whose database is not there, but not in CI."""
    asks = any("postgresql" in path.read_text(encoding="utf-8") for path in twin.sources)
    absent = asks and "CI" not in os.environ and not postgres_answers()
    return [pytest.mark.skip("no PostgreSQL answers; HELD_POSTGRES says where one is")] if absent else []


def assert_found(twin: Twin, judged: list[Judgement]) -> None:
    """Assert that a faulty app fails its check at a line at fault, and nothing but what it declares."""
    failed = [one for one in judged if one.verdict == "fails"]
    mine = [one for one in failed if one.check == twin.check]

    assert not [one for one in judged if one.verdict == "error"], judged
    assert mine, judged
    assert {place for one in mine for place in one.places} & twin.faults(), mine
    assert {one.check for one in failed} - {twin.check} <= twin.also(), failed


def assert_clean(judged: list[Judgement], *, seen: tuple[str, ...] = ("conforms",)) -> None:
    """Assert that nothing is found in an app, and that something was judged: one of the verdicts was `seen`."""
    found = [one for one in judged if one.verdict in ("fails", "error")]

    assert not found, found
    assert [one for one in judged if one.verdict in seen], judged


def assert_proved(area: str, *, clean: int, faulty: int = 1) -> None:
    """Assert that every check of an area has at least so many faulty and clean apps, and a faulty reference app."""
    unsound, sound, broken = corpus(area, "faulty"), corpus(area, "clean"), broken_reference_apps(area)
    for check in CHECKS:
        if check.area == area:
            assert len([twin for twin in unsound if twin.check == check.id]) >= faulty
            assert len([twin for twin in sound if twin.check == check.id]) >= clean
            assert [twin for twin in broken if twin.check == check.id]
