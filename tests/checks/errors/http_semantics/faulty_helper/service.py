"""Tickets are kept here."""

from typing import Any

from tests.checks.errors.http_semantics.faulty_helper.results import fail, ok

TICKETS = {1: "open"}


def find(ticket_id: int) -> dict[str, Any]:
    if ticket_id not in TICKETS:
        return fail("No such ticket")  # fault
    return ok({"id": ticket_id, "state": TICKETS[ticket_id]})
