"""What holds the password is below the level that is logged."""

import logging
import sys

from fastapi import FastAPI
from pydantic import BaseModel, Field, SecretStr

log = logging.getLogger("debugged")
log.propagate = False
log.setLevel("INFO")
log.handlers[:] = [logging.StreamHandler(sys.stderr)]
app = FastAPI()


class Login(BaseModel):
    name: str
    password: SecretStr = Field(min_length=3)


@app.post("/login")
async def login(form: Login) -> str:
    log.debug("form: %s", form.password.get_secret_value())
    log.info("login of %r with %d characters: %r", form.name, len(form.password), form)
    return "in"
