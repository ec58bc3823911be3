"""A handler of the team's own sends records with a connection each."""

import logging
import socket

from fastapi import FastAPI

from tests.checks.logs.handlers_leave_the_loop_free._collector import collector

PORT = collector()


class Shipping(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        ship(self.format(record))


def ship(text: str) -> None:
    with socket.create_connection(("127.0.0.1", PORT), timeout=2) as connection:
        connection.sendall(text.encode() + b"\n")
        connection.recv(100)  # fault


logger = logging.getLogger("shop.ship")
logger.propagate = False
logger.setLevel(logging.INFO)
logger.handlers[:] = [Shipping()]
app = FastAPI()


@app.get("/prices")
async def prices() -> list[int]:
    logger.info("prices")
    return [1, 2, 3]


@app.get("/orders")
async def orders() -> list[int]:
    logger.info("orders")
    return [1]
