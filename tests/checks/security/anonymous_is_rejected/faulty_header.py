"""A header of one's own, which has to be there and may hold anything."""

from typing import Annotated

from fastapi import Depends, Header, HTTPException

from tests.checks.security._hardened import hardened

app = hardened()


def has_token(authorization: Annotated[str | None, Header()] = None) -> str:  # fault
    if not authorization or not authorization.startswith("Bearer "):
        raise HTTPException(401, "who are you?", headers={"WWW-Authenticate": "Bearer"})
    return authorization.removeprefix("Bearer ")


@app.get("/invoices")
def invoices(token: Annotated[str, Depends(has_token)]) -> list[int]:
    return [1, 2]


@app.put("/invoices/{number}")
def pay(number: int, token: Annotated[str, Depends(has_token)]) -> dict[str, int]:
    return {"paid": number}
