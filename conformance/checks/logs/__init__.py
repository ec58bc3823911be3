"""Logs: every crash is in them, no secret is, and every line can be traced to its request."""

from conformance.checks.logs import contents, failures, lines

CHECKS = (*failures.CHECKS, *contents.CHECKS, *lines.CHECKS)
