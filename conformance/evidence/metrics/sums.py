"""Evidence of adding up: what each of two workers tells of requests that both were sent."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from conformance.app import exposition
from conformance.app.exposition import Key, Snapshot, Unreadable, grown
from conformance.app.loading import Target
from conformance.check import evidence
from conformance.evidence.metrics.counting import RUNTIME, Counted
from conformance.evidence.metrics.exposed import Endpoint, Metrics
from conformance.faults.workers import NotServed, Workers, serving
from conformance.finding import NotExercised
from conformance.rig import Rig

_REQUESTS = 8  # to one of the workers
_NOWHERE = "/none-of-this-app"  # asked for where no operation can be
_TURN = 0.3  # seconds after which a count that came with the end of a request is there
_LOOKS = 3


@evidence
def partial_counts(metrics: Metrics, counted: list[Counted], rig: Rig, target: Target) -> list[str]:
    """The families that one of two workers counts, and the other does not know of when it is asked."""
    metrics.require_endpoint()
    if importlib.util.find_spec("uvicorn") is None:
        raise NotExercised("uvicorn, which is to run two workers, is not there")
    reads = [one for one in counted if one.operation.method == "GET" and "{" not in one.operation.path and one.success]
    endpoint = metrics.endpoints[0]
    try:
        with serving(target.spec, str(Path.cwd()), rig.config.allow_hosts) as workers:
            return _partial(workers, reads, endpoint)
    except NotServed as reason:
        raise NotExercised(str(reason)) from None


def _partial(workers: Workers, reads: Sequence[Counted], endpoint: Endpoint) -> list[str]:
    first, second = workers.numbers
    for path, status in (*((one.operation.path, one.status) for one in reads), (_NOWHERE, 404)):
        before = [_read(workers, worker, endpoint) for worker in (first, second)]
        if all(workers.ask_one(first, path).status == status for _ in range(_REQUESTS)):
            return _unknown(workers, endpoint, *before)
    raise NotExercised("no operation that is counted does its work when a worker is sent it by nobody")


def _unknown(workers: Workers, endpoint: Endpoint, before: Snapshot, before_there: Snapshot) -> list[str]:
    """Return what one worker counted, and the other still does not know of after some time."""
    first, second = workers.numbers
    missing: set[Key] = set()
    for _ in range(_LOOKS):
        here = _often(grown(before, _read(workers, first, endpoint)))
        there = _often(grown(before_there, _read(workers, second, endpoint)))
        missing = here - there
        if here and not missing:
            return []
        time.sleep(_TURN)
    if not missing:
        raise NotExercised("what one worker was sent was not found among what it counts")
    return sorted({family for family, _ in missing})


def _often(counts: Mapping[Key, float]) -> set[Key]:
    """Return what was counted with every request; a scrape counts itself as well, but there are fewer."""
    return {key for key, more in counts.items() if more >= _REQUESTS and not key[0].startswith(RUNTIME)}


def _read(workers: Workers, worker: int, endpoint: Endpoint) -> Snapshot:
    answer = workers.ask_one(worker, endpoint.request.target, dict(endpoint.request.headers))
    for _ in range(_LOOKS):
        if answer.status < 500:
            break
        time.sleep(_TURN)  # who was held still may have left a file half made
        answer = workers.ask_one(worker, endpoint.request.target, dict(endpoint.request.headers))
    if answer.status >= 400:
        raise NotExercised(f"{endpoint.name} is answered {answer.status} by two workers")
    try:
        return exposition.read(exposition.thinned(exposition.plain(answer.text)), answer.media_type)
    except Unreadable as error:
        raise NotExercised(f"what {endpoint.name} answers cannot be parsed: {error}") from None


EVIDENCE = (partial_counts,)
