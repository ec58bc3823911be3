"""A JSONResponse goes past the response model, with other fields than it declares."""

from fastapi import HTTPException
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class User(BaseModel):
    id: int
    email: Text


@app.get("/users/{user_id}", response_model=User)
async def read_user(user_id: int):  # fault
    if user_id != 1:
        raise HTTPException(404, "No such user")
    return JSONResponse({"user_id": user_id, "mail": "ann@example.com"})  # fault
