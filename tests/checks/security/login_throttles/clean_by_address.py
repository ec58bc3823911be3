"""A middleware counts by address, for the login only."""

from collections import Counter
from typing import Any

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

LIMIT = 30
app = hardened()
attempts: Counter[str] = Counter()


class Credentials(BaseModel):
    email: str
    password: str


@app.middleware("http")
async def limit(request: Request, call_next: Any) -> Any:
    if request.url.path == "/api/token":
        address = request.client.host if request.client else ""
        attempts[address] += 1
        if attempts[address] > LIMIT:
            return JSONResponse(
                {"detail": "later"}, 429, headers={"Retry-After": "60", "X-Content-Type-Options": "nosniff"}
            )
    return await call_next(request)


@app.post("/api/token")
def token(given: Credentials) -> dict[str, str]:
    raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Bearer"})


@app.get("/prices")
def prices() -> list[int]:
    return [1]
