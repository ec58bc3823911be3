"""What checks ask for, by name."""

from conformance.evidence import (
    basic,
    broken,
    credentials,
    departures,
    handlers,
    holding,
    hostility,
    injecting,
    isolation,
    liveness,
    queueing,
    refusals,
    shapes,
    tasks,
    unrouted,
    waiting,
)

EVIDENCE = (
    *basic.EVIDENCE,
    *broken.EVIDENCE,
    *credentials.EVIDENCE,
    *departures.EVIDENCE,
    *handlers.EVIDENCE,
    *holding.EVIDENCE,
    *hostility.EVIDENCE,
    *injecting.EVIDENCE,
    *isolation.EVIDENCE,
    *liveness.EVIDENCE,
    *queueing.EVIDENCE,
    *refusals.EVIDENCE,
    *shapes.EVIDENCE,
    *tasks.EVIDENCE,
    *unrouted.EVIDENCE,
    *waiting.EVIDENCE,
)
