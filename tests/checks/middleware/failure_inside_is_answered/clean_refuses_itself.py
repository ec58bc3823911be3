"""An HTTPException of a helper is caught in the middleware that called it, and becomes an answer there."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse

app = FastAPI()


def caller_of(request: Request) -> str:
    given = request.headers.get("authorization", "")
    if not given.startswith("Bearer token-of-"):
        raise HTTPException(401, "Who are you?")
    return given.removeprefix("Bearer token-of-")


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:
    try:
        request.state.caller = caller_of(request)
    except HTTPException as refusal:
        return JSONResponse({"detail": refusal.detail}, refusal.status_code)
    return await call_next(request)


@app.get("/orders")
def orders(request: Request) -> str:
    return str(request.state.caller)
