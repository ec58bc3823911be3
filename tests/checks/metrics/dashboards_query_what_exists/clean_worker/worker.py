"""Runs beside the app, and exposes metrics of its own."""

from prometheus_client import Counter

DONE = Counter("jobs_done", "Jobs.", ["queue"])
