"""Layout: what a module is for, what importing it does, who imports whom, and whether what is there is served."""

from conformance.checks.layout import concerns, direction, imports, routes, services

CHECKS = (*routes.CHECKS, *imports.CHECKS, *concerns.CHECKS, *direction.CHECKS, *services.CHECKS)
