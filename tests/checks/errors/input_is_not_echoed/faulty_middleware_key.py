"""The middleware that checks the API key tells the caller which key was wrong."""

from fastapi import Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

app = make_app("envelope")


@app.middleware("http")
async def require_key(request: Request, call_next):
    key = request.headers.get("x-api-key", "")
    if key != "k-123":
        error = {"code": "unauthorized", "message": f"The key {key!r} is not valid"}
        return JSONResponse({"error": error}, 401, {"WWW-Authenticate": "ApiKey"})  # fault
    return await call_next(request)


@app.get("/tides")
async def tides() -> list[int]:
    return [4, 16]
