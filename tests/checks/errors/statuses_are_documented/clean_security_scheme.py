"""401 and 403 come with the security scheme the operation declares."""

from typing import Annotated

from fastapi import Depends, HTTPException, Security
from fastapi.security import APIKeyHeader, HTTPBearer, SecurityScopes
from fastapi.security.http import HTTPAuthorizationCredentials

from tests.checks.errors._base import make_app

app = make_app("envelope", responses=None)
bearer = HTTPBearer(auto_error=False)
key_header = APIKeyHeader(name="X-Key", auto_error=False)


def user(scopes: SecurityScopes, given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> str:
    if given is None:
        raise HTTPException(401, "Log in first")
    if scopes.scopes and given.credentials != "admin":
        raise HTTPException(403, "Not for you")
    return given.credentials


async def key(given: Annotated[str | None, Depends(key_header)]) -> None:
    if given != "k-123":
        raise HTTPException(401, "Send your key", {"WWW-Authenticate": "ApiKey"})


@app.get("/me")
def me(name: Annotated[str, Security(user)]) -> str:
    return name


@app.get("/admin")
def admin(name: Annotated[str, Security(user, scopes=["admin"])]) -> str:
    return name


@app.get("/feed", dependencies=[Depends(key)])
async def feed() -> list[str]:
    return ["news"]
