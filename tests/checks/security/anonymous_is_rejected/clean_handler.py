"""A class that takes credentials or does without, an exception of the app's own, and a handler that answers 401."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from tests.checks.security._hardened import TOKENS, hardened

bearer = HTTPBearer(auto_error=False)
Given = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


class Unauthenticated(Exception):
    pass


class CurrentUser:
    def __init__(self, *, required: bool = True) -> None:
        self.required = required

    async def __call__(self, given: Given) -> str | None:
        user = TOKENS.get(given.credentials) if given else None
        if user is None and (self.required or given):
            raise Unauthenticated
        return user


app = hardened()
private = APIRouter(prefix="/account", dependencies=[Depends(CurrentUser())])


@app.exception_handler(Unauthenticated)
async def unauthenticated(request: Request, error: Unauthenticated) -> JSONResponse:
    return JSONResponse({"detail": "log in first"}, 401, {"WWW-Authenticate": "Bearer"})


@private.get("/orders")
def orders() -> list[int]:
    return [1, 2]


@private.delete("/orders/{number}", status_code=204)
def cancel(number: int) -> None:
    return None


@app.get("/feed")
def feed(user: Annotated[str | None, Depends(CurrentUser(required=False))]) -> dict[str, str | None]:
    return {"for": user}


app.include_router(private)
