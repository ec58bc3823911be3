"""Layout: what a module is for, what importing it does, who imports whom, and whether what is there is served."""

from conformance.checks.layout import concerns, direction, imports, routes

CHECKS = (*routes.CHECKS, *imports.CHECKS, *concerns.CHECKS, *direction.CHECKS)
