"""The token is asked for before CORS is met, of preflights too."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

ALSO = ("middleware.errors-carry-cors-headers",)

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_headers=["Authorization"])  # fault


@app.middleware("http")
async def knows_callers(request: Request, call_next: Any) -> Any:  # fault
    if request.headers.get("authorization") != "Bearer token-of-ann":
        return JSONResponse({"detail": "Who are you?"}, 401, {"WWW-Authenticate": "Bearer"})
    return await call_next(request)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
