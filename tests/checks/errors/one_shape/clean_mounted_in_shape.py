"""A sub-application and static files mounted in the app, refusing in the same shape as the app."""

from pathlib import Path

from fastapi import HTTPException
from fastapi.staticfiles import StaticFiles

from tests.checks.errors._base import make_app

app = make_app("problem")
admin = make_app("problem", title="Admin")


@admin.get("/staff/{staff_id}")
def read_staff(staff_id: int) -> dict[str, int]:
    if staff_id != 1:
        raise HTTPException(404, "Nobody by that id")
    return {"id": staff_id}


@app.get("/ping")
def ping() -> str:
    return "pong"


app.mount("/admin", admin)
app.mount("/static", StaticFiles(directory=Path(__file__).parent), name="static")
