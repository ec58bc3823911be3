"""What two people of one role see is kept by the role, what they may do by their name, and denied tokens by token."""

from typing import Annotated

from cachetools import TTLCache, cached
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

app = FastAPI()
denied: set[str] = set()
permissions: TTLCache[str, frozenset[str]] = TTLCache(maxsize=1000, ttl=60)


class User(BaseModel, frozen=True):
    name: str
    role: str


PEOPLE = {"token-of-ann": User(name="ann", role="editor"), "token-of-bob": User(name="bob", role="reader")}


def user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())]) -> User:
    if credentials.credentials in denied or credentials.credentials not in PEOPLE:
        raise HTTPException(401)
    return PEOPLE[credentials.credentials]


def permitted(user: User) -> frozenset[str]:
    if user.name not in permissions:
        permissions[user.name] = frozenset({"read", "write"} if user.role == "editor" else {"read"})
    return permissions[user.name]


@cached(TTLCache(maxsize=16, ttl=60))
def menu(role: str) -> list[str]:
    return ["articles", "drafts"] if role == "editor" else ["articles"]


@app.get("/menu")
def read_menu(user: Annotated[User, Depends(user)]) -> list[str]:
    return menu(user.role)


@app.get("/drafts")
def drafts(user: Annotated[User, Depends(user)]) -> list[str]:
    if "write" not in permitted(user):
        raise HTTPException(403)
    return ["a draft"]


@app.get("/permissions")
def read_permissions(user: Annotated[User, Depends(user)]) -> list[str]:
    return sorted(permitted(user))
