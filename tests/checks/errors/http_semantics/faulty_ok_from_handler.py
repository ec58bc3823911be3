"""The handler of the team's own exception answers 200: the error is only in the body."""

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

app = make_app("envelope")


class Refused(Exception):
    pass


@app.exception_handler(Refused)
async def refused(request: Request, exc: Refused) -> JSONResponse:
    return JSONResponse({"status": "error", "error": {"code": "refused", "message": "No such seat"}})  # fault


def find(seat: int) -> int:
    if not 1 <= seat <= 40:
        raise Refused
    return seat


@app.get("/seats/{seat}")
def read_seat(seat: int):
    return {"seat": find(seat)}
