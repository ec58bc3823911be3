"""The orders router."""

from fastapi import APIRouter, HTTPException

from tests.checks.errors.no_input_crashes.faulty_int_to_database import store

router = APIRouter(prefix="/orders")


@router.get("/{order_id}")
def read_order(order_id: int) -> dict[str, int | str]:  # fault
    row = store.find(order_id)  # fault
    if row is None:
        raise HTTPException(404, "No such order")
    return {"id": row[0], "state": row[1]}
