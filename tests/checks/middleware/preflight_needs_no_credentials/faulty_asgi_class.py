"""Plain ASGI around everything, CORS included: without the key there is 403, whatever is asked."""

from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.datastructures import Headers

ALSO = ("middleware.errors-carry-cors-headers",)


class NeedsKey:
    def __init__(self, app: Any, keys: set[str]) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] == "http" and Headers(scope=scope).get("x-api-key") not in self.keys:
            await JSONResponse({"detail": "No key."}, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


api = FastAPI()
api.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"], allow_headers=["*"])  # fault


@api.get("/orders/{number}")
def order(number: int) -> int:
    return number


@api.delete("/orders/{number}")
def cancel(number: int) -> int:
    return number


app = NeedsKey(api, {"token-of-ann", "token-of-bob"})
