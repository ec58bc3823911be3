"""What a caller asked for first is kept under the token, whatever year the next request asks for."""

from fastapi import Depends, FastAPI
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
kept: dict[str, list[str]] = {}


@app.get("/orders")
async def orders(year: int = 2026, credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> list[str]:
    token = credentials.credentials
    found = kept.get(token)  # fault
    if found is None:
        found = kept[token] = [f"order {number} of {year}" for number in range(3)]
    return found
