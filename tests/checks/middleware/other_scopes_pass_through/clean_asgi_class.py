"""Plain ASGI that leaves alone what is not HTTP, around an app with both, and a mounted one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI, WebSocket


class Stamped:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def stamping(message: Any) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (b"x-served-by", b"shop")]
            await send(message)

        await self.app(scope, receive, stamping)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[dict[str, str]]:
    yield {"pool": "open"}


router = APIRouter()


@router.websocket("/chat")
async def chat(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


mounted = FastAPI()
mounted.add_middleware(Stamped)
mounted.include_router(router)

app = FastAPI(lifespan=lifespan)
app.add_middleware(Stamped)
app.include_router(router, prefix="/rooms/{room}")
app.mount("/mounted", mounted)


@app.get("/health")
def health() -> str:
    return "well"
