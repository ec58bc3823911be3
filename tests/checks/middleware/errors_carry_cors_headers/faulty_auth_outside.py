"""Who has no token is refused before CORS is met, which was added first and is inside therefore."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

ALSO = ("middleware.preflight-needs-no-credentials", "middleware.failure-inside-is-answered")

app = FastAPI()


@app.middleware("http")
async def answers_crashes(request: Request, call_next: Any) -> Any:
    try:
        return await call_next(request)
    except Exception:
        return JSONResponse({"detail": "Something went wrong."}, 500)


app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_headers=["Authorization"])  # fault


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:  # fault
    if not request.headers.get("authorization", "").startswith("Bearer token-of-"):
        return JSONResponse({"detail": "Who are you?"}, 401, {"WWW-Authenticate": "Bearer"})
    return await call_next(request)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
