"""Users, kept elsewhere."""

from typing import Any

from fastapi import APIRouter

from tests.checks.concurrency.outbound_calls_time_out.faulty_helper_of_many.gateway import fetch

router = APIRouter()


@router.get("/profile")
async def profile() -> Any:
    return await fetch("/users/me") or {"name": "somebody"}


@router.get("/version")
async def version() -> str:
    return "3.1"
