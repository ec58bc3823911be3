"""The checks, one module or package per area."""

from conformance.checks import cache, concurrency, dependencies, errors, middleware

CHECKS = (*errors.CHECKS, *concurrency.CHECKS, *dependencies.CHECKS, *cache.CHECKS, *middleware.CHECKS)
