"""The public app answers in an envelope; the admin app mounted in it keeps FastAPI's own shape."""

from fastapi import FastAPI, HTTPException

from tests.checks.errors._base import make_app

app = make_app("envelope")
admin = FastAPI(title="Admin")  # fault

STAFF = {1: "ann"}


@app.get("/ping")
async def ping():
    return {"data": "pong"}


@app.get("/rooms/{room_id}")
async def read_room(room_id: int):
    if room_id != 1:
        raise HTTPException(404, "No such room")
    return {"data": {"id": room_id}}


@admin.get("/staff/{staff_id}", responses={404: {"description": "Nobody"}})
async def read_staff(staff_id: int) -> dict[str, str]:
    if staff_id not in STAFF:
        raise HTTPException(404, "Nobody by that id")
    return {"name": STAFF[staff_id]}


app.mount("/admin", admin)  # fault
