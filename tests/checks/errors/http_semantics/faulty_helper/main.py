"""The app and its router."""

from typing import Any

from fastapi import APIRouter

from tests.checks.errors._base import make_app
from tests.checks.errors.http_semantics.faulty_helper import service

router = APIRouter(prefix="/tickets")


@router.get("/{ticket_id}")
def read_ticket(ticket_id: int) -> dict[str, Any]:
    return service.find(ticket_id)  # fault


app = make_app("detail")
app.include_router(router)
