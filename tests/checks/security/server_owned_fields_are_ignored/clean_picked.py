"""A body that is any object, of which some members are picked; metadata of the caller's own that may hold anything."""

import uuid
from typing import Annotated, Any

from fastapi import Body, Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
User = Annotated[str, Depends(bearer)]
Given = Annotated[dict[str, Any], Body(examples=[{"name": "a"}])]
kept: dict[str, dict[str, Any]] = {}


class Upload(BaseModel):
    name: str
    metadata: dict[str, Any] = {}


@app.post("/boards", status_code=201)
def board(user: User, body: Given) -> dict[str, Any]:
    key = str(uuid.uuid4())
    kept[key] = {"id": key, "owner_id": user, "role": "editor", "name": str(body.get("name", ""))[:40]}
    return kept[key]


@app.get("/boards/{board_id}")
def read(board_id: str, user: User) -> dict[str, Any]:
    if board_id not in kept or kept[board_id]["owner_id"] != user:
        raise HTTPException(404, "no such board")
    return kept[board_id]


@app.put("/boards/{board_id}")
def rename(board_id: str, user: User, body: Given) -> dict[str, Any]:
    found = read(board_id, user)
    found.update({name: body[name] for name in ("name",) if name in body})
    return found


@app.post("/uploads", status_code=201)
def upload(user: User, body: Upload) -> dict[str, Any]:
    return {"id": str(uuid.uuid4()), "owner": user, "metadata": body.metadata}
