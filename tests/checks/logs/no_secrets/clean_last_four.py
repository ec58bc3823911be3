"""Of a token its last four characters are logged, of a password how long it is."""

import sys

from fastapi import FastAPI, Request
from loguru import logger
from pydantic import BaseModel

logger.remove()
logger.add(sys.stderr, level="INFO", diagnose=False)
app = FastAPI()


class Login(BaseModel):
    username: str
    password: str


@app.post("/login")
async def login(request: Request, body: Login) -> str:
    token = request.headers.get("authorization", "")
    logger.info("login of {!r} with {} characters, {}", body.username, len(body.password), token[-4:])
    return "ok"
