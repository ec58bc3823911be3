"""What is for one caller is private, not stored, asked for again, or varies; what is for all is public."""

import hashlib
import json
import time
from typing import Any

from fastapi import Depends, FastAPI, Header, HTTPException, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

app = FastAPI()
USERS = {"token-of-ann": "ann", "token-of-bob": "bob"}


def user(credentials: HTTPAuthorizationCredentials = Depends(HTTPBearer())) -> str:
    if credentials.credentials not in USERS:
        raise HTTPException(401)
    return USERS[credentials.credentials]


@app.get("/private")
async def private(response: Response, user: str = Depends(user)) -> Any:
    response.headers["Cache-Control"] = "private, max-age=60"
    return {"name": user}


@app.get("/not-stored")
async def not_stored(response: Response, user: str = Depends(user)) -> Any:
    response.headers["Cache-Control"] = "no-store"
    return {"name": user}


@app.get("/authorized")
async def authorized(response: Response, user: str = Depends(user)) -> Any:
    """No shared cache keeps an answer to a request with Authorization unless it is told to."""
    response.headers["Cache-Control"] = "max-age=60"
    return {"name": user}


@app.get("/varied")
async def varied(response: Response, user: str = Depends(user)) -> Any:
    response.headers["Cache-Control"] = "public, max-age=60"
    response.headers["Vary"] = "Accept-Encoding, Authorization"
    return {"name": user}


@app.get("/validated", response_model=None)
async def validated(response: Response, if_none_match: str = Header(""), user: str = Depends(user)) -> Any:
    content = json.dumps({"name": user})
    tag = f'"{hashlib.sha256(content.encode()).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    return Response(status_code=304, headers=headers) if if_none_match == tag else Response(content, headers=headers)


@app.get("/prices")
async def prices(response: Response) -> Any:
    response.headers["Cache-Control"] = "public, s-maxage=600"
    response.headers["ETag"] = '"1"'
    return {"kettle": 30, "made_at": time.time()}


@app.get("/silent")
async def silent(user: str = Depends(user)) -> Any:
    return {"name": user}
