"""What is mounted comes last, hosts have routes of their own, and sockets live beside operations."""

from fastapi import APIRouter, FastAPI, WebSocket
from starlette.responses import PlainTextResponse
from starlette.routing import Host, Route, Router

app = FastAPI(docs_url=None, redoc_url=None)


async def read_admin(request: object) -> PlainTextResponse:
    return PlainTextResponse("admin")


app.router.routes.append(Host("admin.localhost", Router([Route("/items", read_admin)])))


@app.get("/items")
async def read_items() -> list[str]:
    return []


@app.websocket("/items")
async def follow_items(socket: WebSocket) -> None:
    await socket.accept()


@app.get("/docs")
async def read_docs() -> dict[str, str]:
    return {"docs": "our own"}


inner = FastAPI(openapi_url=None)


@inner.get("/{name}")
async def read_inner(name: str) -> dict[str, str]:
    return {"name": name}


app.mount("/api", inner)
app.mount("/", PlainTextResponse("the front end"))
