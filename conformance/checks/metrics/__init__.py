"""Metrics: they can be read, count what happens, and take few values whatever clients send."""

from conformance.checks.metrics import counting, dashboards, exposition, series, workers

CHECKS = (*counting.CHECKS, *exposition.CHECKS, *series.CHECKS, *dashboards.CHECKS, *workers.CHECKS)
