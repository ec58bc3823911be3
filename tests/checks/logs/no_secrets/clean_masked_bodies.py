"""Pure ASGI middleware logs every body, with what is secret masked."""

import json
import logging
import sys

from fastapi import FastAPI
from pydantic import BaseModel

log = logging.getLogger("bodies.masked")
log.propagate = False
log.setLevel("INFO")
log.handlers[:] = [logging.StreamHandler(sys.stdout)]
HIDDEN = {"password", "token", "secret"}


def scrub(value):
    if isinstance(value, dict):
        return {k: "***" if k.lower() in HIDDEN else scrub(v) for k, v in value.items()}
    return [scrub(v) for v in value] if isinstance(value, list) else value


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

        await self.app(scope, reading, send)
        try:
            shown = scrub(json.loads(body))
        except ValueError:
            shown = f"<{len(body)} bytes>"
        log.info(json.dumps({"path": scope["path"], "body": shown}))


class Credentials(BaseModel):
    email: str
    password: str


app = FastAPI()
app.add_middleware(BodyLog)


@app.post("/tokens")
def token(credentials: Credentials) -> dict[str, str]:
    return {"for": credentials.email}
