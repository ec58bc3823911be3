"""The app: one refusal is worded as the handler expects, the others are the framework's."""

from fastapi import HTTPException

from tests.checks.errors._base import make_app
from tests.checks.errors.handlers_do_not_fail.faulty_helper import handlers

app = make_app("envelope")
handlers.install(app)


@app.get("/doors/{door_id}")
def read_door(door_id: int) -> int:
    if door_id > 9:
        raise HTTPException(404, {"code": "no_door", "message": "There are nine doors"})
    return door_id
