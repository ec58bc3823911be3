"""Who is logged in decides on the answer; the dict that keeps it knows only which item was asked for."""

from typing import Any

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
PRICES: dict[int, dict[str, Any]] = {}
RATES: dict[str, float] = {}


def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/prices/{item_id}")
def price(item_id: int, user: str = Depends(user)) -> dict[str, Any]:
    if item_id in PRICES:  # fault
        return PRICES[item_id]
    made = {"item": item_id, "price": 90 if user == "ann" else 100}
    PRICES[item_id] = made
    return made


@app.get("/rates")
def rates(user: str = Depends(user)) -> dict[str, float]:
    if not RATES:
        RATES.update(EUR=1.0, USD=1.1)
    return RATES
