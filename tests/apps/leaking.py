"""An app that shows and logs all it is sent."""

import logging

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger(__name__)
app = FastAPI()


class Login(BaseModel):
    username: str
    password: str = Field(min_length=8)


@app.middleware("http")
async def access(request: Request, call_next):
    print(dict(request.headers))
    logger.info("%s %s", request.method, dict(request.headers))
    try:
        return await call_next(request)
    except Exception as error:
        return JSONResponse({"detail": f"{error} {dict(request.headers)}"}, 500)


@app.post("/login")
async def login(body: Login) -> Login:
    logger.info("login %s", body)
    if body.username == "root":
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return body


@app.get("/me")
async def me(request: Request) -> dict[str, str]:
    if "authorization" not in request.headers:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    raise HTTPException(403, f"{request.headers['authorization']} may not")
