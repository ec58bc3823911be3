"""Caches: a hit is a hit, is right and for who asks, does not last for ever, and the app can do without."""

from conformance.checks.cache import entries, hits, keys, outages, privacy, stampedes, truth

CHECKS = (
    *(*hits.CHECKS, *keys.CHECKS, *entries.CHECKS, *truth.CHECKS),
    *(*outages.CHECKS, *stampedes.CHECKS, *privacy.CHECKS),
)
