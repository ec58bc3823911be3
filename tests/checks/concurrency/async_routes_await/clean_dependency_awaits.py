"""The dependency awaits, the route only shapes what it got."""

import asyncio

from fastapi import Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


async def current_user() -> User:
    await asyncio.sleep(0.001)
    return User(name="ann")


@app.get("/me")
async def me(user: User = Depends(current_user)) -> User:
    return user.model_copy(update={"name": user.name.title()})
