"""A middleware around all others gives failures a new body and new headers, those of CORS not among them."""

import json
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

ALSO = ("middleware.failure-inside-is-answered",)


class OneFailure:
    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        failed = False

        async def rewriting(message: Any) -> None:
            nonlocal failed
            if message["type"] == "http.response.start" and message["status"] >= 400:
                failed = True
                body = json.dumps({"error": message["status"]}).encode()
                headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
                await send({**message, "headers": headers})
                await send({"type": "http.response.body", "body": body})
            elif not failed:
                await send(message)

        await self._app(scope, receive, rewriting)


class Crashes:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception:
            if scope["type"] != "http":
                raise
            await send({"type": "http.response.start", "status": 500, "headers": []})
            await send({"type": "http.response.body", "body": b"failed"})


app = FastAPI()
app.add_middleware(Crashes)
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://[a-z]+\.shop\.example")
app.add_middleware(OneFailure)


@app.get("/items/{number}")
def item(number: int) -> dict[str, int]:
    return {"number": number}
