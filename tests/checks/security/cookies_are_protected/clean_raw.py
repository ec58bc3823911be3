"""Set-Cookie written by hand, and by http.cookies; a cookie of a middleware that names a visit."""

import secrets
from http.cookies import SimpleCookie

from fastapi import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.checks.security._hardened import hardened


class Visits:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"visit={secrets.token_hex(4)}; Path=/; SameSite=Lax; Secure"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self.app(scope, receive, answer if scope["type"] == "http" else send)


app = hardened()
app.add_middleware(Visits)


@app.get("/by-hand")
def by_hand(response: Response) -> str:
    response.headers.append("set-cookie", f"sid={secrets.token_hex(8)}; httponly; SECURE; SameSite=Strict; Path=/")
    return "x"


@app.get("/by-library")
def by_library(response: Response) -> str:
    made: SimpleCookie = SimpleCookie()
    made["auth_token"] = secrets.token_hex(8)
    made["auth_token"].update({"httponly": True, "secure": True, "samesite": "Lax", "path": "/"})
    response.headers["set-cookie"] = made.output(header="").strip()
    return "x"
