"""A licence server asked over a plain socket."""

import socket

from fastapi import FastAPI

app = FastAPI()


def _ask(command: bytes) -> bytes:
    with socket.create_connection(("licences.internal", 4433)) as connection:
        connection.sendall(command)
        return connection.recv(1024)  # fault


@app.get("/licence")
def licence() -> dict[str, str]:
    try:
        return {"licence": _ask(b"LIC\n").decode()}
    except OSError:
        return {"licence": "trial"}
