"""Lines at which an exception would be none of the code's."""

from __future__ import annotations

from conformance.app.protected import closing_lines, giving_lines, opening_lines


def _reads(engine, session):  # type: ignore[no-untyped-def]
    with engine.connect() as connection:
        connection.execute("SELECT 1")
    connection = engine.connect()
    connection.begin()
    try:
        connection.execute("SELECT 1")
    finally:
        connection.close()
    session.execute("SELECT 1")
    session.close()


FIRST = _reads.__code__.co_firstlineno


def test_a_with_a_try_and_a_finally_end_what_is_around_them() -> None:
    assert closing_lines(_reads.__code__) == {FIRST + 1, FIRST + 5, FIRST + 8}


def test_what_leads_up_to_a_try_with_a_finally_is_protected_by_it() -> None:
    assert opening_lines(_reads.__code__) == set(range(FIRST + 1, FIRST + 6))


def test_a_statement_that_gives_back_cannot_be_made_up_for() -> None:
    assert giving_lines(_reads.__code__) == {FIRST + 8, FIRST + 10}
