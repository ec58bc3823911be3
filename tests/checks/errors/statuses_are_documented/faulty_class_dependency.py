"""A class-based dependency reads a header of its own and answers 401: no scheme in the schema says so."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException

from tests.checks.errors._base import make_app

app = make_app("envelope", responses=None)


class RequireKey:
    def __init__(self, key: str) -> None:
        self.key = key

    async def __call__(self, x_key: Annotated[str | None, Header()] = None) -> None:
        if x_key != self.key:
            raise HTTPException(401, "Send your key", {"WWW-Authenticate": "ApiKey"})  # fault


@app.get("/tides", dependencies=[Depends(RequireKey("k-123"))])  # fault
async def tides() -> list[int]:  # fault
    return [4, 16]
