"""What somebody has looked at last is a record, which each look adds to; beside it a token for a service is kept."""

import secrets
import time
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
signing_keys: dict[str, dict[str, str]] = {}
recent: dict[str, list[str]] = {}


class ServiceToken:
    def __init__(self) -> None:
        self._token: str | None = None
        self._ends = 0.0

    def get(self) -> str:
        if self._token is None or time.monotonic() > self._ends:
            self._token, self._ends = secrets.token_hex(8), time.monotonic() + 300
        return self._token


service_token = ServiceToken()


def user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> str:
    key = signing_keys.get("main")
    if key is None:
        key = signing_keys["main"] = {"kid": "main", "alg": "HS256"}
    if key["alg"] != "HS256" or credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/recent/{item}")
async def look(item: str, user: Annotated[str, Depends(user)]) -> list[str]:
    seen = recent.setdefault(user, [])
    if item not in seen:
        seen.append(item)
    return seen[-5:]


@app.get("/upstream")
async def upstream(user: Annotated[str, Depends(user)]) -> dict[str, str | int]:
    return {"user": user, "digits": len(service_token.get())}


@app.get("/keys")
async def keys() -> dict[str, str]:
    return signing_keys.setdefault("main", {"kid": "main", "alg": "HS256"})
