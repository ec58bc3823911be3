"""A dependency says when to come back in words, and an operation says it in negative seconds."""

from typing import Annotated

from fastapi import Depends, HTTPException, Query

from tests.checks.errors._base import make_app

app = make_app("detail")


class Budget:
    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, weight: Annotated[int, Query(ge=0)] = 1) -> int:
        if weight > self.most:
            raise HTTPException(429, "Slow down", {"Retry-After": "1 minute"})  # fault
        return weight


@app.get("/scores")
async def scores(weight: Annotated[int, Depends(Budget(100))]) -> list[int]:
    return [3, min(weight, 100)]


@app.get("/archive")
async def archive() -> list[int]:
    raise HTTPException(503, "Closed at night", {"Retry-After": "-1"})  # fault
