"""4XX covers every refusal of one operation, `default` every answer of another."""

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("problem", responses=None)


@app.get("/doors/{door}", responses={"4XX": {"description": "Refused"}})
async def open_door(door: int) -> int:
    if door > 9:
        raise HTTPException(404, "There are nine doors")
    if door == 7:
        raise HTTPException(423, "Locked")
    return door


@app.get("/windows/{window}", responses={"default": {"description": "Anything else"}})
def open_window(window: int) -> int:
    if window > 9:
        raise HTTPException(404, "There are nine windows")
    if window == 7:
        raise HTTPException(409, "Open already")
    return window
