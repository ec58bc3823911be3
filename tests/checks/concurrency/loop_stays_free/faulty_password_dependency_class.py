"""A dependency made from a class checks a password, as slowly as it should, but on the loop."""

import hashlib
from typing import Annotated

from fastapi import Depends, FastAPI, Header

ALSO = ["concurrency.async-routes-await", "concurrency.requests-run-in-parallel"]
app = FastAPI()


class PasswordCheck:
    def __init__(self, rounds: int) -> None:
        self.rounds = rounds

    async def __call__(self, x_password: Annotated[str, Header()] = "guest") -> str:
        digest = hashlib.pbkdf2_hmac("sha256", x_password.encode(), b"pepper", self.rounds)  # fault
        return digest.hex()[:8]


check = PasswordCheck(rounds=280_000)


@app.get("/me")
async def read_me(fingerprint: Annotated[str, Depends(check)]) -> dict[str, str]:
    return {"fingerprint": fingerprint}
