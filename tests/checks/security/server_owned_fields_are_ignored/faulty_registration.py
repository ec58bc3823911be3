"""Who registers says whether they are an admin."""

from itertools import count
from typing import Any

from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()
numbers = count(1)


class NewUser(BaseModel):
    username: str
    password: str
    is_admin: bool = False


@app.post("/register", status_code=201)
def register(body: NewUser) -> dict[str, Any]:  # fault
    return {"id": next(numbers), "username": body.username, "is_admin": body.is_admin}
