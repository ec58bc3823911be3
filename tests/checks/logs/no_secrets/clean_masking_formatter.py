"""A formatter of the team's own masks what looks like a password."""

import logging
import re
import sys

from fastapi import FastAPI
from pydantic import BaseModel


class Masking(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return re.sub(r"password='[^']*'", "password='***'", super().format(record))


handler = logging.StreamHandler(sys.stderr)
handler.setFormatter(Masking("%(levelname)s %(message)s"))
logger = logging.getLogger("shop.masked")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [handler]
app = FastAPI()


class Login(BaseModel):
    username: str
    password: str


@app.post("/login")
async def login(body: Login) -> str:
    logger.info("login: %r", body)
    return "ok"
