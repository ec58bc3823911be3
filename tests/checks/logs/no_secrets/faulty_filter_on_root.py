"""A scrubbing filter of the root logger, which records of other loggers never come through."""

import logging
import re
import sys

from fastapi import FastAPI
from pydantic import BaseModel


class Scrub(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = re.sub(r"password='[^']*'", "password='***'", record.getMessage()), None
        return True


root = logging.getLogger()
root.setLevel(logging.INFO)
root.handlers[:] = [logging.StreamHandler(sys.stderr)]
root.filters[:] = [Scrub()]
log = logging.getLogger("signup.service")
app = FastAPI()


class SignUp(BaseModel):
    email: str
    password: str


@app.post("/signups")
async def sign_up(form: SignUp) -> str:
    log.info("sign up: %s", repr(form))  # fault
    return form.email
