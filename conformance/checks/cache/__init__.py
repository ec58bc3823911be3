"""Caches in Redis: a hit is a hit, is right, does not last for ever, and the app can do without."""

from conformance.checks.cache import entries, hits, outages

CHECKS = (*hits.CHECKS, *entries.CHECKS, *outages.CHECKS)
