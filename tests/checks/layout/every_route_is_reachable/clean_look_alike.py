"""Paths that look alike: convertors, methods, lengths, a trailing slash, a websocket, versions by prefix."""

from typing import Annotated, Literal

from fastapi import APIRouter, FastAPI, Path, WebSocket
from fastapi.responses import PlainTextResponse

app = FastAPI(redirect_slashes=False)
users = APIRouter(prefix="/users", tags=["users"])


@users.get("/{user_id:int}")
async def read(user_id: int) -> dict[str, int]:
    return {"user": user_id}


@users.get("/me")
async def me() -> dict[str, str]:
    return {"user": "me"}


@users.get("/{name}.txt", response_class=PlainTextResponse)
async def card(name: str) -> str:
    return name


@users.put("/{user_id}")
async def change(user_id: str) -> dict[str, str]:
    return {"user": user_id}


@users.delete("/all")
async def remove_all() -> dict[str, int]:
    return {"removed": 0}


@users.get("/{user_id}/posts/{post_id}")
async def post(user_id: str, post_id: int) -> dict[str, str | int]:
    return {"user": user_id, "post": post_id}


@users.get("")
@users.get("/")
async def listed(kind: Literal["old", "new"] = "new") -> list[str]:
    return [kind]


@app.websocket("/users/{user_id}")
async def watch(websocket: WebSocket, user_id: str) -> None:
    await websocket.accept()


@app.get("/{tenant}/things", response_model=list[str])
async def things(tenant: Annotated[str, Path(pattern="^[a-z]+$")]) -> list[str]:
    return [tenant]


for version in ("v1", "v2"):
    app.include_router(users, prefix=f"/{version}")
