"""Inputs: what a caller sends decides neither on SQL, nor on hosts, nor on files."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.check import check
from conformance.checks.security.breaches import of_many, of_one
from conformance.evidence.breaches import Breach
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


CHECKS = (input_stays_out_of_sql_of_app,)
