"""An app that knows its callers, with one mounted for pages that has CORS of its own, met before the token."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse


def create_pages() -> FastAPI:
    pages = FastAPI()

    @pages.middleware("http")
    async def knows_callers(request: Request, call_next: Any) -> Any:
        if "authorization" not in request.headers:
            return JSONResponse({"detail": "Who are you?"}, 401)
        try:
            return await call_next(request)
        except Exception:
            return JSONResponse({"detail": "Something went wrong."}, 500)

    pages.add_middleware(CORSMiddleware, allow_origins=["https://shop.example"], allow_headers=["Authorization"])

    @pages.get("/orders/{number}")
    def order(number: int) -> int:
        return number

    return pages


app = FastAPI()
app.mount("/pages", create_pages())


@app.get("/health")
def health() -> str:
    return "well"
