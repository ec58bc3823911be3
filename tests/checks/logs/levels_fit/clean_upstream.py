"""Something else is gone, which is an error, whatever the client is told."""

import logging
import socket

from fastapi import FastAPI, HTTPException

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/rates/{currency}")
def rate(currency: str) -> float:
    try:
        socket.create_connection(("rates.example", 80), timeout=1).close()
    except OSError as error:
        logger.exception("the rates do not answer")
        raise HTTPException(404, "no rate is known") from error
    return 1.0
