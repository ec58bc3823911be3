"""The checks, one module or package per area."""

from conformance.checks import cache, concurrency, dependencies, errors, layout, logs, metrics, middleware, security

CHECKS = (
    *(*errors.CHECKS, *concurrency.CHECKS, *dependencies.CHECKS, *cache.CHECKS, *logs.CHECKS),
    *(*layout.CHECKS, *metrics.CHECKS, *middleware.CHECKS, *security.CHECKS),
)
