"""Exposure: what is for developers is not shown to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.operations import Operation
from conformance.check import check
from conformance.checks.security.breaches import of_many, of_one
from conformance.evidence.security.breaches import Breach
from conformance.finding import Finding
from conformance.gathering import Across

# no-credentials-in-answers


@check("security.no-credentials-in-answers")
def no_credentials_in_answers(
    operation: Operation, giveaways: list[Breach], across: Across, *, expected: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """No answer holds a password, its hash, a private key or a secret.

    Why: what is in an answer is in logs, caches and browsers too; a hash can be guessed at leisure.
    Do: a response model without the field; ``expected = ["POST /keys"]`` names operations that are there to answer one
    Don't: return the row of the database, or the model that was received
    Read: https://fastapi.tiangolo.com/tutorial/response-model/
    """
    if operation.id not in expected:
        yield from of_one(giveaways, across, "giveaways")


@no_credentials_in_answers.of_app
def no_credentials_in_answers_of_app(across: Across, *, expected: tuple[str, ...] = ()) -> Iterator[Finding]:
    yield from of_many(across, "giveaways", "no operation was exercised", expected)


# no-default-secrets


@check("security.no-default-secrets")
def no_default_secrets(written_secrets: list[Finding]) -> Iterator[Finding]:
    """No secret in use stands in the source, or in the OpenAPI document.

    Why: whoever has read the source, or the tutorial it was taken from, signs tokens for everybody.
    Do: ``secret_key: SecretStr`` without a default, or with a random one; a start that refuses a well-known one
    Don't: ``SECRET_KEY = "09d25e094faa6ca2..."``, ``os.getenv("SECRET_KEY", "changeme")``
    Read: https://fastapi.tiangolo.com/advanced/settings/
    """
    yield from written_secrets


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


CHECKS = (no_credentials_in_answers_of_app, no_default_secrets, debug_is_off, docs_are_closed)
