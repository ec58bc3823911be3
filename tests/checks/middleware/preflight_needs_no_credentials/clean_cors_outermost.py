"""CORS was added last and answers preflights before anybody asks for a token."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:
    if request.headers.get("authorization") != "Bearer token-of-ann":
        return JSONResponse({"detail": "Who are you?"}, 401, {"WWW-Authenticate": "Bearer"})
    try:
        return await call_next(request)
    except Exception:
        return JSONResponse({"detail": "Something went wrong."}, 500)


app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_headers=["Authorization"])


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
