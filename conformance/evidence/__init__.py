"""What checks ask for, by name."""

from conformance.evidence import basic, broken, credentials, handlers, hostility, injecting, refusals, shapes, unrouted

EVIDENCE = (
    *basic.EVIDENCE,
    *broken.EVIDENCE,
    *credentials.EVIDENCE,
    *handlers.EVIDENCE,
    *hostility.EVIDENCE,
    *injecting.EVIDENCE,
    *refusals.EVIDENCE,
    *shapes.EVIDENCE,
    *unrouted.EVIDENCE,
)
