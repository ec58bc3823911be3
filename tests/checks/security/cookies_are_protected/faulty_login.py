"""A login sets a cookie and nothing else about it."""

from fastapi import HTTPException, Response
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

LOGIN = True
app = hardened()
failures: dict[str, int] = {}


class Credentials(BaseModel):
    username: str
    password: str


@app.post("/login")
def login(given: Credentials, response: Response) -> dict[str, str]:
    if failures.get(given.username, 0) > 4:
        raise HTTPException(429, "later", headers={"Retry-After": "60"})
    if given.password != "demo-password":
        failures[given.username] = failures.get(given.username, 0) + 1
        raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Cookie"})
    response.set_cookie("shop_session", "token-of-ann")  # fault
    return {"hello": given.username}
