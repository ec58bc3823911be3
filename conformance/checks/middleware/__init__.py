"""Middleware: what the whole stack makes of requests, failures, streams and other protocols."""

from conformance.checks.middleware import cors, delivery, failing, other_scopes

CHECKS = (*cors.CHECKS, *delivery.CHECKS, *failing.CHECKS, *other_scopes.CHECKS)
