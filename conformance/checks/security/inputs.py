"""Inputs: what a caller sends decides neither on SQL, nor on hosts, nor on files."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.app.operations import Operation
from conformance.check import check
from conformance.checks.security.breaches import found, of_many, of_one
from conformance.evidence.security.breaches import Breach
from conformance.finding import Finding
from conformance.gathering import Across

# input-stays-out-of-sql


@check("security.input-stays-out-of-sql")
def input_stays_out_of_sql(injections: list[Breach], across: Across) -> Iterator[Finding]:
    """What a caller sends is bound to SQL statements, and never a part of their text.

    Why: whoever can write a quote into a statement can read and change the whole database.
    Do: ``text("... WHERE name = :name")`` with ``{"name": name}``; names of columns from a list of one's own
    Don't: ``text(f"... WHERE name = '{name}'")``, ``order_by(text(sort))``
    Read: https://docs.sqlalchemy.org/en/20/core/sqlelement.html#sqlalchemy.sql.expression.text
    """
    yield from of_one(injections, across, "injections")


@input_stays_out_of_sql.of_app
def input_stays_out_of_sql_of_app(across: Across) -> Iterator[Finding]:
    yield from of_many(across, "injections", "no operation that was exercised takes texts and sends SQL")


# input-does-not-choose-hosts-or-files


@check("security.input-does-not-choose-hosts-or-files")
def input_does_not_choose_hosts_or_files(
    operation: Operation, choices: list[Breach], across: Across, *, allowed: tuple[str, ...] = ()
) -> Iterator[Finding]:
    """What a caller sends chooses neither the host that is asked nor the file that is opened.

    Why: the app then reads its own secrets, or asks services inside its network, for whoever says where they are.
    Do: a host from a list of one's own; ``path = (folder / name).resolve()``, and 404 unless
    ``path.is_relative_to(folder)``; ``allowed = ["POST /webhooks/test"]`` names operations that are there for it
    Don't: ``httpx.get(url)``, ``FileResponse(folder / name)``, ``open(f"uploads/{file.filename}", "wb")``
    Read: https://owasp.org/API-Security/editions/2023/en/0xa7-server-side-request-forgery/
    """
    if operation.id not in allowed:
        yield from of_one(choices, across, "choices")


@input_does_not_choose_hosts_or_files.of_app
def input_does_not_choose_hosts_or_files_of_app(across: Across, *, allowed: tuple[str, ...] = ()) -> Iterator[Finding]:
    yield from of_many(across, "choices", "no operation that was exercised takes texts or files", allowed)


# server-owned-fields-are-ignored


@check("security.server-owned-fields-are-ignored", level="should")
def server_owned_fields_are_ignored(overreaches: list[Breach]) -> Iterator[Finding]:
    """What is the server's to set is not set by who sends it.

    Why: who adds ``"is_admin": true`` or another's ``owner_id`` to a request gets more than was offered.
    Do: a model for requests with what callers may set, and no more; ``extra="forbid"`` tells them
    Don't: ``Item(**await request.json())``, ``extra="allow"``, one model for rows and requests
    Read: https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/
    """
    yield from found(overreaches)


CHECKS = (
    input_stays_out_of_sql_of_app,
    input_does_not_choose_hosts_or_files_of_app,
    server_owned_fields_are_ignored,
)
