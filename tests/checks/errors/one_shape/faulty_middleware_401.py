"""The key check sits in a middleware and answers in a shape of its own, not in the app's envelope."""

from fastapi import HTTPException, Request
from fastapi.responses import JSONResponse

from tests.checks.errors._base import make_app

app = make_app("envelope")
ORDERS = {1: "open", 2: "sent"}


@app.middleware("http")
async def require_key(request: Request, call_next):
    if request.url.path.startswith("/orders") and request.headers.get("x-api-key") != "k-123":
        headers = {"WWW-Authenticate": "ApiKey"}
        return JSONResponse({"message": "unauthorized", "success": False}, 401, headers)  # fault
    return await call_next(request)


@app.get("/health")
async def health():
    return {"status": "ok"}


@app.get("/orders/{order_id}")
async def read_order(order_id: int):
    if order_id not in ORDERS:
        raise HTTPException(404, "No such order")
    return {"id": order_id, "state": ORDERS[order_id]}
