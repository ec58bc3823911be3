"""A sink of loguru's sends each line while the loop waits."""

import socket

from fastapi import FastAPI
from loguru import logger

from tests.checks.logs.handlers_leave_the_loop_free._collector import collector

PORT = collector()


def send(message: str) -> None:
    with socket.create_connection(("127.0.0.1", PORT), timeout=2) as connection:
        connection.sendall(message.encode())
        connection.recv(100)  # fault


logger.remove()
logger.add(send, level="INFO", diagnose=False)
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]
