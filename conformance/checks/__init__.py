"""The checks, one module or package per area."""

from conformance.checks import cache, concurrency, dependencies, errors, security

CHECKS = (*errors.CHECKS, *concurrency.CHECKS, *dependencies.CHECKS, *cache.CHECKS, *security.CHECKS)
