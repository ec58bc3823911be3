"""A function around the app signs whole answers; the export that it keeps back is in an app that is mounted."""

import hashlib
import hmac
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.responses import StreamingResponse

exports = FastAPI()


@exports.get("/items")
def export() -> StreamingResponse:
    def lines() -> Iterator[str]:
        for number in range(5):
            yield f'{{"number": {number}}}\n'

    return StreamingResponse(lines(), media_type="application/x-ndjson")


api = FastAPI()
api.mount("/exports", exports)


@api.get("/health")
def health() -> str:
    return "well"


def signed(inner: Any, key: bytes) -> Any:
    async def asgi(scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        messages: list[Any] = []

        async def keep(message: Any) -> None:
            messages.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                body = b"".join(one.get("body", b"") for one in messages[1:])
                signature = hmac.new(key, body, hashlib.sha256).hexdigest().encode()
                messages[0]["headers"] = [*messages[0]["headers"], (b"x-signature", signature)]
                for one in messages:
                    await send(one)

        await inner(scope, receive, keep)

    return asgi


app = signed(api, b"key")
