"""Layout: what a module is for, what importing it does, who imports whom, and whether what is there is served."""

from conformance.checks.layout import imports, routes

CHECKS = (*routes.CHECKS, *imports.CHECKS)
