"""A variable set at startup is the same for all; one in a sync dependency stays in its thread's copy."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends, FastAPI, Header

region: ContextVar[str] = ContextVar("region", default="nowhere")
user: ContextVar[str] = ContextVar("user", default="nobody")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    region.set("eu-west-1")
    yield


app = FastAPI(lifespan=lifespan)


def identify(x_user: Annotated[str | None, Header()] = None) -> str:
    if x_user:
        user.set(x_user)
    return user.get()


@app.get("/me")
async def me(name: Annotated[str, Depends(identify)]) -> dict[str, str]:
    return {"user": name, "region": region.get()}
