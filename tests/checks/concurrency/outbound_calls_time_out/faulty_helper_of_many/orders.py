"""Orders, kept elsewhere."""

from typing import Any

from fastapi import APIRouter

from tests.checks.concurrency.outbound_calls_time_out.faulty_helper_of_many.gateway import fetch

router = APIRouter(prefix="/orders")


@router.get("")
async def list_orders() -> Any:
    return {"orders": await fetch("/orders")}


@router.get("/summary")
async def summary() -> Any:
    return {"orders": await fetch("/orders"), "stock": 3}
