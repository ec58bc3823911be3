"""A handler that looks at an exception and raises it again, for the catch-all to answer: deliberate."""

import logging

from fastapi import Request, Response

from tests.checks.errors._base import failure, make_app

log = logging.getLogger(__name__)
app = make_app("detail")
ROOMS = {1: "blue"}


class StoreError(Exception):
    code: int | None = None


@app.exception_handler(StoreError)
async def store_error(request: Request, exc: StoreError) -> Response:
    if exc.code == 23505:
        return failure("detail", 409, "That exists already")
    log.warning("not one of ours")
    raise exc


@app.exception_handler(KeyError)
async def missing(request: Request, exc: KeyError) -> Response:
    if "room_id" in request.path_params:
        return failure("detail", 404, "No such room")
    raise exc


@app.get("/rooms/{room_id}")
def read_room(room_id: int) -> str:
    return ROOMS[room_id]
