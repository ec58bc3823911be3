"""Pure ASGI middleware logs every body in full."""

import json
import logging
import sys

from fastapi import FastAPI
from pydantic import BaseModel

log = logging.getLogger("bodies")
log.propagate = False
log.setLevel("INFO")
log.handlers[:] = [logging.StreamHandler(sys.stdout)]


class BodyLog:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = b""

        async def reading():
            nonlocal body
            message = await receive()
            body += message.get("body", b"")
            return message

        try:
            await self.app(scope, reading, send)
        finally:
            log.info(json.dumps({"path": scope["path"], "body": body.decode("utf-8", "replace")}))  # fault


class Credentials(BaseModel):
    email: str
    password: str


app = FastAPI()
app.add_middleware(BodyLog)


@app.post("/tokens")
def token(credentials: Credentials) -> dict[str, str]:
    return {"for": credentials.email}
