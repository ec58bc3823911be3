"""Orders kept by page for all who ask, beside what is kept of the keys that everybody's token is checked by."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Security
from fastapi.security import APIKeyHeader

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
signing_keys: dict[str, dict[str, str]] = {}
_orders: dict[int, list[str]] = {}


def signing_key(kid: str) -> dict[str, str]:
    known = signing_keys.get(kid)
    if known is None:
        known = signing_keys[kid] = {"kid": kid, "alg": "HS256"}
    return known


def user(token: Annotated[str, Security(APIKeyHeader(name="X-API-Key"))]) -> str:
    if signing_key("main")["alg"] != "HS256" or token not in USERS:
        raise HTTPException(401)
    return USERS[token]


@app.get("/orders")
async def orders(user: Annotated[str, Depends(user)], page: int = 1) -> list[str]:
    if page not in _orders:  # fault
        _orders[page] = [f"kettle {page} for {user}"]
    return _orders[page]
