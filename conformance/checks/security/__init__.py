"""Security: who is let in, what input may decide, what answers give away, and how browsers are told to behave."""

from conformance.checks.security import access, browsers, exposure, inputs

CHECKS = (*access.CHECKS, *inputs.CHECKS, *browsers.CHECKS, *exposure.CHECKS, *access.LAST)
