"""A login that takes any number of guesses."""

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()


class Credentials(BaseModel):
    email: str
    password: str


@app.post("/auth/login")
async def login(given: Credentials) -> dict[str, str]:  # fault
    if given.password != "correct horse":
        raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Bearer"})
    return {"access_token": "t"}
