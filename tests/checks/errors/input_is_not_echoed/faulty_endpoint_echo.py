"""The endpoint itself refuses, quoting old and new password."""

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Change(BaseModel):
    old_password: Text
    new_password: Text


@app.post("/password", status_code=204)
async def change_password(change: Change) -> None:
    if change.old_password == change.new_password:
        raise HTTPException(409, "Choose another password")
    if change.old_password != "wonderland-7":
        raise HTTPException(403, f"{change.model_dump()} does not match")  # fault
