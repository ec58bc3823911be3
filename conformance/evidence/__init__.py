"""What checks ask for, by name."""

from conformance.evidence import basic, broken, handlers, provoked, shapes

EVIDENCE = (*basic.EVIDENCE, *broken.EVIDENCE, *handlers.EVIDENCE, *provoked.EVIDENCE, *shapes.EVIDENCE)
