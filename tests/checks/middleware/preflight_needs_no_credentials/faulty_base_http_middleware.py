"""A middleware of Starlette's kind raises 401, which nobody around it knows how to answer: preflights get 500."""

from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.base import BaseHTTPMiddleware

ALSO = ("middleware.errors-carry-cors-headers", "middleware.failure-inside-is-answered")


class Authenticated(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:  # fault
        if "authorization" not in request.headers:
            raise HTTPException(401, "Who are you?")  # fault
        return await call_next(request)


app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"])  # fault
app.add_middleware(Authenticated)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
