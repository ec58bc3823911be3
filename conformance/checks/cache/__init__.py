"""Caches in Redis: a hit is a hit, is right, does not last for ever, and the app can do without."""

from conformance.checks.cache import entries, hits, keys, outages, truth

CHECKS = (*hits.CHECKS, *keys.CHECKS, *entries.CHECKS, *truth.CHECKS, *outages.CHECKS)
