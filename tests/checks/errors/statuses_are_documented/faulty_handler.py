"""The handler of the team's own exception answers 403, which no operation documents."""

from fastapi import Request, Response

from tests.checks.errors._base import failure, make_app

app = make_app("problem", responses=None)


class NotYours(Exception):
    pass


@app.exception_handler(NotYours)
async def not_yours(request: Request, exc: NotYours) -> Response:
    return failure("problem", 403, "Not yours")  # fault


def check(owner: str) -> None:
    if owner != "ann":
        raise NotYours  # fault


@app.get("/diaries/{owner}")  # fault
def read_diary(owner: str) -> str:  # fault
    check(owner)  # fault
    return "Dear diary"
