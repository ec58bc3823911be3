"""The user of the request is kept in a module global that a dependency sets."""

import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()
current_user: str | None = None


async def load_user(x_user: str = Header("guest")) -> None:
    global current_user
    current_user = x_user  # fault


@app.get("/me", dependencies=[Depends(load_user)])
async def me() -> dict[str, str | None]:
    await asyncio.sleep(0)
    return {"user": current_user}


@app.get("/about")
async def about() -> dict[str, str]:
    return {"name": "accounts"}
