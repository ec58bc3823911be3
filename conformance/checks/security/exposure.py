"""Exposure: what is for developers is not shown to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.finding import Finding

# debug-is-off


@check("security.debug-is-off")
def debug_is_off(debug_pages: list[Finding]) -> Iterator[Finding]:
    """A crash is not answered with a page for developers.

    Why: the page shows the source, the stack and what is in it to whoever finds a way to crash an operation.
    Do: ``FastAPI(debug=settings.debug)`` with a default that is false, set where you develop only
    Don't: ``FastAPI(debug=True)``
    Read: https://www.starlette.io/applications/
    """
    yield from debug_pages


# docs-are-closed


@check("security.docs-are-closed", level="should")
def docs_are_closed(open_docs: list[Finding]) -> Iterator[Finding]:
    """The documentation is not shown to everybody.

    Why: it lists every operation, also those that nobody was to know of, and how to call it.
    Do: ``FastAPI(openapi_url=None)`` in production, or the pages behind a login; a waiver where the API is public,
    or where a proxy keeps them inside
    Don't: leave the defaults in an app that is for some only
    Read: https://fastapi.tiangolo.com/how-to/conditional-openapi/
    """
    yield from open_docs


CHECKS = (debug_is_off, docs_are_closed)
