"""An async dependency sets the user for those who say who they are."""

from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI, Header

user: ContextVar[str] = ContextVar("user", default="nobody")
app = FastAPI()


async def identify(x_user: Annotated[str | None, Header()] = None) -> None:
    if x_user:
        user.set(x_user)  # fault


@app.get("/me", dependencies=[Depends(identify)])
async def me() -> dict[str, str]:
    return {"user": user.get()}


@app.get("/about")
async def about() -> dict[str, str]:
    return {"name": "accounts"}
