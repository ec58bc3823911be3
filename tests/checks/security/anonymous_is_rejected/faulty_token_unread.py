"""The scheme takes any token, and nobody looks at it."""

from typing import Annotated

from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer

from tests.checks.security._hardened import hardened

app = hardened()
scheme = OAuth2PasswordBearer(tokenUrl="token")


@app.get("/reports")
def reports(token: Annotated[str, Depends(scheme)]) -> list[str]:  # fault
    return ["first", "second"]


@app.get("/health")
def health() -> str:
    return "fine"
