"""Dependencies with `yield`: their exit code runs whatever happens, and lets exceptions pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conformance.check import check
from conformance.checks.causes import Cause, grouped, of_several, or_require
from conformance.evidence.dependencies.outcomes import Skipped, Swallowed
from conformance.evidence.provoked import Provoked
from conformance.evidence.spread import Spread
from conformance.finding import Finding, NotApplicable
from conformance.gathering import Across

_NONE = "no operation that could be exercised has a dependency with yield"

Found = Iterator[tuple[Cause, Provoked, str]]


# cleanup-always-runs


@check("dependencies.cleanup-always-runs")
def cleanup_always_runs(skipped_releases: list[Skipped], spread_releases: Spread) -> Iterator[Finding]:
    """What a dependency gives back after its ``yield`` it gives back whatever happened to the request.

    Why: an exception is raised at the ``yield``; what stands below it is not run, and its session is never closed.
    Do: ``try: yield session`` and ``finally: session.close()``, or ``with Session() as session: yield session``
    Don't: ``yield session`` followed by ``session.close()``; ``async for session in get_session(): return ...``
    Read: https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/
    """
    yield from grouped(_skipped(one for one in skipped_releases if one.at not in spread_releases))


@cleanup_always_runs.of_app
def cleanup_always_runs_of_app(across: Across, spread_releases: Spread) -> Iterator[Finding]:
    yield from grouped(_skipped(of_several(across, "skipped_releases", spread_releases, NotApplicable(_NONE))))


def _skipped(found: Iterable[Skipped]) -> Found:
    for one in found:
        said = f"the dependency {one.name} does not run `{one.text}` when {_when(one)}"
        left = f"{one.name} is left at its yield to the garbage collector when {_when(one)}"
        yield Cause(one.at, False), one.provoked, said if one.text else left


def _when(one: Skipped) -> str:
    """Return after which endings something is not given back, in few words where it is after most of them."""
    if {"http", "unhandled"} <= one.kinds and "success" not in one.kinds:
        return "the endpoint fails"
    return one.provoked.how


# errors-pass-through


@check("dependencies.errors-pass-through")
def errors_pass_through(problem: str, swallowed_errors: list[Swallowed], spread_swallows: Spread) -> Iterator[Finding]:
    """A dependency with ``yield`` lets the exceptions of the endpoint pass, or turns them into others.

    Why: the endpoint has failed and there is no answer; who was to handle and log its exception never hears of it.
    Do: ``except Exception: session.rollback(); raise``
    Don't: ``except Exception: session.rollback()``
    Read: https://fastapi.tiangolo.com/tutorial/dependencies/dependencies-with-yield/
    """
    found = grouped(_swallowed(one for one in swallowed_errors if one.at not in spread_swallows))
    yield from or_require(found, problem)


@errors_pass_through.of_app
def errors_pass_through_of_app(across: Across, spread_swallows: Spread) -> Iterator[Finding]:
    yield from grouped(_swallowed(of_several(across, "swallowed_errors", spread_swallows, NotApplicable(_NONE))))


def _swallowed(found: Iterable[Swallowed]) -> Found:
    for one in found:
        said = f"the dependency {one.name} swallows the exception when {one.provoked.how}"
        yield Cause(one.at, False), one.provoked, said


CHECKS = (cleanup_always_runs_of_app, errors_pass_through_of_app)
