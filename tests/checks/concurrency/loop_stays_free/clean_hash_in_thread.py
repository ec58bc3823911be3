"""Passwords are hashed in a thread, and hashing gives the interpreter free meanwhile."""

import asyncio
import hashlib
from typing import Annotated

from fastapi import Depends, FastAPI, Header

app = FastAPI()


def fingerprint(password: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", password.encode(), b"pepper", 280_000).hex()[:8]


async def checked(x_password: Annotated[str, Header()] = "guest") -> str:
    return await asyncio.to_thread(fingerprint, x_password)


@app.get("/me")
async def read_me(mark: Annotated[str, Depends(checked)]) -> dict[str, str]:
    return {"mark": mark}
