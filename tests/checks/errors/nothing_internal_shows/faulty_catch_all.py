"""The catch-all handler answers with the text of the exception."""

import logging

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

log = logging.getLogger(__name__)
app = make_app("detail")


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.exception("crashed")
    return JSONResponse({"detail": str(exc)}, status_code=500)  # fault


@app.get("/clients/{client_id}")
async def read_client(client_id: int) -> dict[str, int]:
    if client_id != 1:
        raise HTTPException(404, "No such client")
    return {"id": client_id}


@app.get("/clients")
def list_clients() -> list[int]:
    return [1]
