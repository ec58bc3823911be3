"""A JWT in a cookie, by a class derived from OAuth2; pages send who is not known to the form."""

import secrets
import time
from collections.abc import Callable
from typing import Annotated, Any

import jwt
from fastapi import Depends, HTTPException, Request, Response
from fastapi.openapi.models import OAuthFlowPassword, OAuthFlows
from fastapi.responses import RedirectResponse
from fastapi.security import OAuth2, OAuth2PasswordRequestForm

from tests.checks.security._hardened import hardened

LOGIN = True
KEY = secrets.token_urlsafe(32)
failures: dict[str, int] = {}


class CookieToken(OAuth2):
    def __init__(self, url: str, name: str) -> None:
        super().__init__(flows=OAuthFlows(password=OAuthFlowPassword(tokenUrl=url)), auto_error=False)
        self.name = name

    async def __call__(self, request: Request) -> str | None:
        return request.cookies.get(self.name)


class LoginRequired(Exception):
    pass


app = hardened()
token = CookieToken("auth/login", "access_token")


@app.exception_handler(LoginRequired)
async def to_login(request: Request, error: LoginRequired) -> RedirectResponse:
    return RedirectResponse("/auth/login", 303)


@app.post("/auth/login")
def login(response: Response, form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    if failures.get(form.username, 0) >= 5:
        raise HTTPException(429, "later", headers={"Retry-After": "60"})
    if (form.username, form.password) != ("demo", "demo-password"):
        failures[form.username] = failures.get(form.username, 0) + 1
        raise HTTPException(401, "wrong name or password")
    made = jwt.encode({"sub": form.username, "exp": int(time.time()) + 600}, KEY, algorithm="HS256")
    response.set_cookie("access_token", made, httponly=True, secure=True, samesite="lax")
    return {"access_token": made, "token_type": "bearer"}


def user(error: Callable[[], Exception]) -> Callable[..., dict[str, Any]]:
    def known(given: Annotated[str | None, Depends(token)]) -> dict[str, Any]:
        try:
            return jwt.decode(given or "", KEY, algorithms=["HS256"])
        except jwt.InvalidTokenError:
            raise error() from None

    return known


@app.get("/me")
def me(claims: Annotated[dict[str, Any], Depends(user(lambda: HTTPException(401, "who are you?")))]) -> dict[str, str]:
    return {"name": claims["sub"]}


@app.get("/pages/home")
def home(claims: Annotated[dict[str, Any], Depends(user(LoginRequired))]) -> dict[str, str]:
    return {"hello": claims["sub"]}
