"""An ETag tells the version of a document, and not that each reader is shown another part of it."""

from typing import Any

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.security import APIKeyHeader

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}
VERSION = 3


def user(key: str = Depends(APIKeyHeader(name="x-api-key"))) -> str:
    if key not in USERS:
        raise HTTPException(401)
    return USERS[key]


@app.get("/document", response_model=None)
async def document(response: Response, if_none_match: str = Header(""), user: str = Depends(user)) -> Any:
    tag = f'"v{VERSION}"'
    if if_none_match == tag:
        return Response(status_code=304)
    response.headers["ETag"] = tag  # fault
    response.headers["Cache-Control"] = "private, no-cache"
    return {"version": VERSION, "notes": [f"of {user}"]}
