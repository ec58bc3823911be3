"""What the service answers when it cannot."""

from fastapi.responses import JSONResponse


def conflict(what: str) -> JSONResponse:
    body = {"code": "conflict", "message": f"{what} exists already"}
    return JSONResponse(body, status_code=409)  # fault
