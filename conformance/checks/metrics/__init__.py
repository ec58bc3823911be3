"""Metrics: they can be read, count what happens, and take few values whatever clients send."""

from conformance.checks.metrics import exposition, series

CHECKS = (*exposition.CHECKS, *series.CHECKS)
