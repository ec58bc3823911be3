"""A form to log in at, whose cookie is Secure where settings say so."""

import secrets
from typing import Annotated

from fastapi import Cookie, Form, HTTPException, Response
from pydantic_settings import BaseSettings

from tests.checks.security._hardened import hardened

LOGIN = True


class Settings(BaseSettings):
    cookie_secure: bool = False
    cookie_name: str = "session"


settings = Settings()
app = hardened()
sessions: dict[str, str] = {}
failed: dict[str, int] = {}


@app.post("/login")
def login(response: Response, username: Annotated[str, Form()], password: Annotated[str, Form()]) -> dict[str, str]:
    if failed.get(username, 0) >= 5:
        raise HTTPException(429, "wait", headers={"Retry-After": "300"})
    if (username, password) != ("demo", "demo-password"):
        failed[username] = failed.get(username, 0) + 1
        raise HTTPException(401, "no")
    key = secrets.token_urlsafe(16)
    sessions[key] = username
    response.set_cookie(
        settings.cookie_name, key, httponly=True, secure=settings.cookie_secure, samesite="lax", max_age=3600
    )
    return {"name": username}


@app.get("/me")
def me(session: Annotated[str | None, Cookie()] = None) -> dict[str, str]:
    if session not in sessions:
        raise HTTPException(401, "log in")
    return {"name": sessions[session]}
