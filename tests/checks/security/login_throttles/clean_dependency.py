"""A dependency that counts by address and path, for the router of accounts."""

import time
from collections import defaultdict, deque
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request

from tests.checks.security._hardened import hardened

app = hardened()


class Limit:
    def __init__(self, times: int, seconds: float) -> None:
        self.times, self.seconds = times, seconds
        self.calls: dict[str, deque[float]] = defaultdict(deque)

    async def __call__(self, request: Request) -> None:
        calls = self.calls[request.client.host if request.client else ""]
        now = time.monotonic()
        while calls and calls[0] < now - self.seconds:
            calls.popleft()
        if len(calls) >= self.times:
            raise HTTPException(429, "too many", headers={"Retry-After": str(int(self.seconds))})
        calls.append(now)


accounts = APIRouter(prefix="/accounts", dependencies=[Depends(Limit(20, 60))])


@accounts.post("/login")
async def login(username: Annotated[str, Form()], password: Annotated[str, Form()]) -> dict[str, str]:
    raise HTTPException(401, "wrong name or password")


app.include_router(accounts)


@app.get("/things")
async def things() -> list[int]:
    return [1]
