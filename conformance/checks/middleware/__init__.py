"""Middleware: what the whole stack makes of requests, failures, streams and other protocols."""

from conformance.checks.middleware import bodies, contexts, cors, delivery, failing, other_scopes

CHECKS = (
    *(*cors.CHECKS, *delivery.CHECKS, *contexts.CHECKS),
    *(*failing.CHECKS, *other_scopes.CHECKS, *bodies.CHECKS),
)
