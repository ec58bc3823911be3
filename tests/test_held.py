"""What holds the event loop is found at its line, in every style we know; what only looks like it is not."""

from __future__ import annotations

import asyncio
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks import judging
from tests.checks.judging import ROOT, Judgement, judge

CHECKS = ("concurrency.loop-stays-free", "concurrency.no-blocking-calls")
HELD = Path(__file__).parent / "apps" / "held"

Places = set[tuple[str | None, int | None]]


def _marks(*paths: Path) -> dict[str, Places]:
    """Return the lines marked as blocking, by the name of the operation they block."""
    marks: dict[str, Places] = defaultdict(set)
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for name in re.findall(r"[a-z0-9-]+", line.partition("# blocks: ")[2]):
                marks[name].add((path.relative_to(ROOT).as_posix(), number))
    return marks


def _clean(path: Path) -> list[str]:
    """Return the operations declared in a module of clean ones."""
    declared = re.findall(r'@router\.(get|post)\("(/[a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    return [f"{method.upper()} /clean{place}" for method, place in declared]


OF_SERVICE = sorted({*HELD.rglob("*.py")} - {HELD / name for name in ("__init__.py", "heartbeat.py", "uvlooped.py")})
MARKS = _marks(*OF_SERVICE)
CLEAN = [operation for path in sorted(HELD.glob("clean/*.py")) for operation in _clean(path)]


@pytest.fixture
def only_these_checks() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "CHECKS", [one for one in judging.CHECKS if one.id in CHECKS])
        yield


def _found(judged: list[Judgement]) -> Places:
    return {place for one in judged if one.verdict == "fails" for place in one.places}


def _verdicts(judged: list[Judgement], subject: str) -> set[tuple[str, str]]:
    return {(one.check, one.verdict) for one in judged if one.subject == subject}


@pytest.mark.thorough
@pytest.mark.usefixtures("only_these_checks")
def test_what_blocks_is_found_at_its_line_and_nothing_else() -> None:
    judged = judge("tests.apps.held.main:app", deadline=5.0)
    if not _verdicts(judged, "GET /clean/asyncpg") and not os.environ.get("CI"):
        pytest.skip("no PostgreSQL answers; HELD_POSTGRES says where one is")
    found = _found(judged)
    marked = {place for places in MARKS.values() for place in places}
    missed = {name for name, places in MARKS.items() if not found & places}

    assert not [one for one in judged if one.verdict == "error"]
    assert not missed
    assert not [one for one in judged if one.verdict == "fails" and not {*one.places} <= marked]
    assert {name: _verdicts(judged, name) for name in CLEAN} == {
        name: {(check, "conforms") for check in CHECKS} for name in CLEAN
    }


@pytest.mark.usefixtures("only_these_checks")
def test_a_task_of_the_lifespan_is_blamed_and_no_operation() -> None:
    judged = judge("tests.apps.held.heartbeat:app", deadline=5.0)

    assert _found(judged) == _marks(HELD / "heartbeat.py")["heartbeat"]
    assert {one.subject for one in judged if one.verdict == "fails"} == {"app"}
    assert {one.verdict for one in judged} <= {"fails", "conforms"}


@pytest.fixture
def own_policy() -> Iterator[None]:
    """Give back the event loop policy that an app takes away."""
    policy = asyncio.get_event_loop_policy()
    yield
    asyncio.set_event_loop_policy(policy)


@pytest.mark.usefixtures("only_these_checks", "own_policy")
def test_an_app_that_installs_uvloop_is_judged_as_any_other() -> None:
    pytest.importorskip("uvloop")
    judged = judge("tests.apps.held.uvlooped:app", deadline=5.0)
    marks = _marks(HELD / "uvlooped.py")
    clean = [one for one in judged if one.subject.startswith("GET /clean")]

    assert _found(judged) == {place for places in marks.values() for place in places}
    assert {one.verdict for one in clean} == {"conforms"}
