"""An ETag of the row and of who reads it, and the date of its last change; both ask each time."""

import hashlib
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
CHANGED = "Mon, 01 Jan 2024 00:00:00 GMT"


def user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


User = Annotated[str, Depends(user)]


def tagged(*parts: str) -> str:
    return f'W/"{hashlib.md5("|".join(parts).encode(), usedforsecurity=False).hexdigest()}"'


@app.get("/orders", response_model=None)
async def orders(user: User, response: Response, if_none_match: Annotated[str, Header()] = "") -> Any:
    tag = tagged("orders", user, CHANGED)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    if tag in if_none_match.split(", "):
        return Response(status_code=304, headers=headers)
    response.headers.update(headers)
    return {"orders": [f"kettle for {user}"]}


@app.get("/catalogue", response_model=None)
async def catalogue(user: User, response: Response, if_none_match: Annotated[str, Header()] = "") -> Any:
    """The same for all who are let in."""
    tag = tagged("catalogue", CHANGED)
    if if_none_match == tag:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers.update({"ETag": tag, "Last-Modified": CHANGED, "Cache-Control": "max-age=60"})
    return {"items": ["kettle", "lamp"]}
