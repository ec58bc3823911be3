"""A `partial` of a dependency registers who is in a room, by a method of it."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated

from fastapi import Depends, FastAPI, Request

ALSO = ("dependencies.no-state-growth",)


class Room:
    def __init__(self) -> None:
        self.members: set[int] = set()


lobby = Room()


async def inside(room: Room, request: Request) -> AsyncIterator[Room]:
    member = id(request)
    room.members.add(member)
    yield room
    room.members.discard(member)  # fault


app = FastAPI()


@app.get("/lobby")
async def read_lobby(room: Annotated[Room, Depends(partial(inside, lobby))]) -> int:
    return len(room.members)
