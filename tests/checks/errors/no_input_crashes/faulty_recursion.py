"""A tree of any depth is walked by recursion; pydantic accepts Any nested deeper than Python's stack."""

from typing import Any

from fastapi import Body

from tests.checks.errors._base import make_app

app = make_app("detail")


def depth(node: Any) -> int:
    if isinstance(node, list):
        return 1 + max((depth(child) for child in node), default=0)  # fault
    return 0


@app.post("/trees/depth")
async def tree_depth(tree: list[Any] = Body()) -> dict[str, int]:
    return {"depth": depth(tree)}


@app.get("/trees")
async def trees() -> list[str]:
    return ["oak"]
