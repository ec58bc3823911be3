"""Asynchronous behaviour: the event loop stays free, and callers stay apart."""

from conformance.checks.concurrency import callers, loop, tasks, waiting

CHECKS = (*loop.CHECKS, *waiting.CHECKS, *callers.CHECKS, *tasks.CHECKS)
