"""What turns crashes into answers was added last, so that its answers do not pass through CORS."""

import logging
import os
from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware


class Crashes(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        try:
            return await call_next(request)
        except Exception:
            logging.getLogger("shop").exception("crashed")
            return JSONResponse({"detail": "Something went wrong."}, 500)


class Settings:
    def __init__(self) -> None:
        self.cors_origins = os.environ.get("ORIGINS", "https://shop.example, https://admin.example").split(", ")


def create_app() -> FastAPI:
    made = FastAPI()
    made.add_middleware(CORSMiddleware, allow_origins=Settings().cors_origins)  # fault
    made.add_middleware(Crashes)
    return made


app = create_app()


@app.get("/items/{number}")
def item(number: int) -> dict[str, int]:
    return {"number": number}
