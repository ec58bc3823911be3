"""The middleware that refuses before any route answers in the app's own shape."""

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

app = make_app("detail")


@app.middleware("http")
async def require_key(request: Request, call_next):
    if request.headers.get("x-api-key") != "k-123":
        return JSONResponse({"detail": "Send your key"}, 401, {"WWW-Authenticate": "ApiKey"})
    if int(request.headers.get("content-length") or 0) > 1_000_000:
        return JSONResponse({"detail": "At most a megabyte"}, 413)
    return await call_next(request)


@app.get("/keys/{key_id}")
async def read_key(key_id: int) -> dict[str, int]:
    if key_id != 1:
        raise HTTPException(404, "No such key")
    return {"id": key_id}
