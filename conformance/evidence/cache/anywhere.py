"""Evidence of what is wrong with caches, wherever they are: in Redis, or in memory."""

from __future__ import annotations

from conformance.app.operations import Operation
from conformance.check import evidence
from conformance.evidence.cache.flaws import Flaw
from conformance.gathering import Across


@evidence
def unstable_keys(across: Across, operation: Operation) -> list[Flaw]:
    """The entries that no second request finds."""
    return across.either(("drifting_keys", "passing_keys"), operation)


@evidence
def altered_answers(across: Across, operation: Operation) -> list[Flaw]:
    """How the answers from a cache differ from those that filled it."""
    return across.either(("stale_answers", "remembered_answers"), operation)


@evidence
def refused_falsy(across: Across, operation: Operation) -> list[Flaw]:
    """The entries that are taken for missing when what they hold is empty."""
    return across.either(("missed_falsy", "remembered_falsy"), operation)


@evidence
def mixed_parameters(across: Across, operation: Operation) -> list[Flaw]:
    """The entries that requests find though they ask for something else."""
    return across.either(("uncovered_parameters", "remembered_parameters", "unnamed_headers"), operation)


@evidence
def mixed_callers(across: Across, operation: Operation) -> list[Flaw]:
    """The entries that callers find though they were kept for another."""
    return across.either(("uncovered_callers", "remembered_callers"), operation)


@evidence
def outdated_reads(across: Across, operation: Operation) -> list[Flaw]:
    """The entries that an operation still answers from when another has changed what they hold."""
    return across.either(("stale_reads", "remembered_writes", "confirmed_reads"), operation)


@evidence
def lasting_failures(across: Across, operation: Operation) -> list[Flaw]:
    """The failures that an operation keeps as if they were answers."""
    return across.either(("kept_failures", "remembered_failures"), operation)


EVIDENCE = (
    unstable_keys,
    altered_answers,
    refused_falsy,
    mixed_parameters,
    mixed_callers,
    outdated_reads,
    lasting_failures,
)
