"""What every operation returns."""

from typing import Any


def ok(data: Any) -> dict[str, Any]:
    return {"status": "ok", "data": data}


def fail(message: str) -> dict[str, Any]:
    return {"status": "error", "message": message, "data": None}  # fault
