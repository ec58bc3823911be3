"""Security: who is let in, what input may decide, what answers give away, and how browsers are told to behave."""

from conformance.checks.security import access, inputs

CHECKS = (*access.CHECKS, *inputs.CHECKS)
