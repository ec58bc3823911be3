"""A bulk operation tells what became of each line: some failed, the call did not."""

from typing import Any

from pydantic import BaseModel, Field

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Line(BaseModel):
    sku: Text
    count: int


class Bulk(BaseModel):
    lines: list[Line] = Field(min_length=1, max_length=100)


@app.post("/bulk")
def bulk(order: Bulk) -> dict[str, Any]:
    errors = [{"line": n, "error": "no stock"} for n, line in enumerate(order.lines) if line.count > 5]
    results = [{"line": n, "success": line.count <= 5} for n, line in enumerate(order.lines)]
    return {"accepted": len(order.lines) - len(errors), "errors": errors, "results": results}


@app.post("/validate")
def validate(order: Bulk) -> dict[str, Any]:
    return {"valid": all(line.count <= 5 for line in order.lines), "errors": ["count"] * len(order.lines)}
