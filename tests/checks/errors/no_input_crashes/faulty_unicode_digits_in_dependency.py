"""A class-based dependency trusts str.isdigit, which is true for superscripts that int() refuses."""

from typing import Annotated

from fastapi import Depends, HTTPException, Query

from tests.checks.errors._base import make_app

app = make_app("envelope")


class Cursor:
    def __init__(self, cursor: Annotated[str, Query(max_length=9)] = "0") -> None:
        if not cursor.isdigit():
            raise HTTPException(400, "The cursor is a number")
        self.offset = int(cursor)  # fault


@app.get("/events")
async def list_events(cursor: Annotated[Cursor, Depends()]) -> dict[str, int]:
    return {"next": cursor.offset + 10}
