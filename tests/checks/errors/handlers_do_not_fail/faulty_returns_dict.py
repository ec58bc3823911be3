"""A handler returns a dict, as an endpoint may and a handler may not."""

from typing import Any

from fastapi import Request

from tests.checks.errors._base import make_app

ALSO = ("errors.no-input-crashes", "errors.unknown-id-is-404")

app = make_app("detail")


class Missing(Exception):
    def __init__(self, what: str) -> None:
        self.what = what


@app.exception_handler(Missing)
async def missing(request: Request, exc: Missing) -> Any:  # fault
    return {"detail": f"There is no {exc.what}"}  # fault


@app.get("/moons/{name}")
async def read_moon(name: str) -> str:
    if name not in ("io", "europa"):
        raise Missing("moon")
    return name
