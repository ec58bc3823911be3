"""Protected cookies, cookies for scripts, cookies that are taken away, and Secure wherever it is served by HTTPS."""

import os
from typing import Any

from fastapi import HTTPException, Request, Response
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

LOGIN = True
app = hardened()
SECURE = os.environ.get("CONFORMANCE_TEST_PRODUCTION") == "1"
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
    response.set_cookie("session", "token-of-ann", httponly=True, secure=True, samesite="strict")
    return {"hello": given.username}


@app.get("/theme")
def theme(response: Response) -> str:
    response.set_cookie("theme", "dark")
    response.set_cookie("language", "en")
    response.set_cookie("csrf_token", "3f2a", samesite="strict")
    return "dark"


@app.get("/auto")
def auto(request: Request, response: Response) -> str:
    response.set_cookie("access_token", "abc", httponly=True, secure=SECURE, samesite="lax")
    return "for a while"


@app.get("/left")
def left(response: Response) -> Any:
    response.delete_cookie("session")
    return "gone"
