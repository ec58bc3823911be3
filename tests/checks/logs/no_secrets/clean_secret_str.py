"""A password that is a SecretStr is logged as stars."""

import logging

from fastapi import FastAPI
from pydantic import BaseModel, SecretStr

logging.basicConfig(level=logging.INFO)
logger = logging.getLogger("shop.secretive")
app = FastAPI()


class Login(BaseModel):
    username: str
    password: SecretStr


@app.post("/login")
async def login(body: Login) -> str:
    logger.info("login: %r", body)
    return "ok"
