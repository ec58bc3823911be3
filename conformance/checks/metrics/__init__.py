"""Metrics: they can be read, count what happens, and take few values whatever clients send."""

from conformance.checks.metrics import counting, dashboards, exposition, series

CHECKS = (*counting.CHECKS, *exposition.CHECKS, *series.CHECKS, *dashboards.CHECKS)
