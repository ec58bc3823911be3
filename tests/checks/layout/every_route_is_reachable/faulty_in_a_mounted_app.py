"""An app below another, with the wide route first; sockets have an order as well."""

from fastapi import FastAPI, WebSocket

inner = FastAPI()


@inner.put("/{kind}/{name}")
async def change(kind: str, name: str) -> dict[str, str]:
    return {"kind": kind, "name": name}


@inner.put("/settings/{name}")
async def change_setting(name: str) -> dict[str, str]:  # fault
    return {"name": name}


@inner.websocket("/{channel}")
async def join(socket: WebSocket, channel: str) -> None:
    await socket.accept()


@inner.websocket("/lobby")
async def join_lobby(socket: WebSocket) -> None:  # fault
    await socket.accept()


app = FastAPI()
app.mount("/api", inner)
