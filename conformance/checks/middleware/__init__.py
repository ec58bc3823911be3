"""Middleware: what the whole stack makes of requests, failures, streams and other protocols."""

from conformance.checks.middleware import bodies, cors, delivery, failing, other_scopes

CHECKS = (*bodies.CHECKS, *cors.CHECKS, *delivery.CHECKS, *failing.CHECKS, *other_scopes.CHECKS)
