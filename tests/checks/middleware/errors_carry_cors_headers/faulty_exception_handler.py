"""A handler of all exceptions makes a fine answer, in a place that is outside of every middleware."""

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware

ORIGINS = ("https://shop.example", "https://admin.shop.example")

app = FastAPI(
    middleware=[
        Middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True),  # fault
    ]
)


@app.exception_handler(Exception)
async def crashed(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"detail": "Something went wrong."}, 500)


@app.get("/items")
async def items() -> list[str]:
    return ["kettle"]


@app.post("/items", status_code=201)
async def add(name: str) -> dict[str, str]:
    return {"name": name}
