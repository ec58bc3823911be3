"""A middleware says `no-store` of whatever is asked for with credentials, but where the operation says otherwise."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


@app.middleware("http")
async def not_stored(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    if "authorization" in request.headers:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/letters")
async def letters(user: Annotated[str, Depends(user)]) -> list[str]:
    return [f"Dear {user}"]


@app.get("/letter", response_class=PlainTextResponse)
async def letter(user: Annotated[str, Depends(user)]) -> str:
    return f"Dear {user}"


@app.get("/avatar", response_class=RedirectResponse)
async def avatar(user: Annotated[str, Depends(user)]) -> str:
    return f"/avatars/{user}.png"


@app.get("/terms")
async def terms(response: Response) -> dict[str, str]:
    response.headers["Cache-Control"] = "public, max-age=3600"
    return {"terms": "be nice"}
