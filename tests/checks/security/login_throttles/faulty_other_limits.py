"""A limit stands before everything else but the login."""

import time
from collections import defaultdict, deque
from typing import Annotated

from fastapi import Depends, Form, HTTPException

from tests.checks.security._hardened import hardened

app = hardened()
calls: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=10_000))


def limited() -> None:
    mine = calls["everybody"]
    mine.append(time.monotonic())
    if len(mine) == mine.maxlen:
        raise HTTPException(429, "later", headers={"Retry-After": "60"})


@app.post("/session")
def session(username: Annotated[str, Form()], password: Annotated[str, Form()]) -> dict[str, str]:  # fault
    raise HTTPException(403, "wrong")


@app.get("/prices", dependencies=[Depends(limited)])
def prices() -> list[int]:
    return [1]
