"""404 in four ways: raised in the route, by a dependency, by a handler of LookupError, and as a direct answer."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, HTTPException, Request, Response

from tests.checks.errors._base import failure, make_app

app = make_app("detail")
THINGS = {1: "pen"}
UUIDS = {UUID(int=7): "ink"}


@app.exception_handler(LookupError)
async def missing(request: Request, exc: LookupError) -> Response:
    return failure("detail", 404, "There is no such thing")


def thing(thing_id: int) -> str:
    if (found := THINGS.get(thing_id)) is None:
        raise HTTPException(404, "No such thing")
    return found


@app.get("/things/{thing_id}")
async def read_thing(found: Annotated[str, Depends(thing)]) -> str:
    return found


@app.get("/inks/{ink_id}")
def read_ink(ink_id: UUID) -> str:
    return UUIDS[ink_id]


@app.get("/pages/{slug}", response_model=str)
def read_page(slug: str):
    if slug != "home":
        return failure("detail", 404, "No such page")
    return slug
