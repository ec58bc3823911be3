"""Cookies in responses that are made: of a redirect, of JSON, by a helper that sets all alike, and one for scripts."""

import secrets
from typing import Any, Literal

from fastapi import Response
from fastapi.responses import JSONResponse, RedirectResponse

from tests.checks.security._hardened import hardened

app = hardened()
KEPT: dict[str, Any] = {"httponly": True, "secure": True, "samesite": "strict", "path": "/"}


def with_session(response: Response, name: str = "__Host-session") -> Response:
    response.set_cookie(name, secrets.token_urlsafe(16), max_age=600, **KEPT)
    response.set_cookie("csrf_token", secrets.token_urlsafe(8), secure=True, samesite="strict")
    return response


@app.post("/enter")
def enter() -> Response:
    return with_session(RedirectResponse("/home", 303))


@app.post("/tokens")
def tokens() -> Response:
    return with_session(JSONResponse({"ok": True}, 201), "refresh_token")


@app.get("/home")
def home(response: Response, theme: Literal["dark", "light"] = "light") -> str:
    response.set_cookie("theme", theme)
    return theme


@app.post("/leave", status_code=204)
def leave(response: Response) -> None:
    response.delete_cookie("__Host-session")
