"""How a refusal is worded."""

from typing import Any


def worded(detail: Any) -> dict[str, str]:
    return {"code": detail["code"], "message": detail["message"]}  # fault
