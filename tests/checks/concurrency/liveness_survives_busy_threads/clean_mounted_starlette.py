"""Probes are an app of their own, mounted."""

from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route


async def healthy(request: Request) -> Response:
    return JSONResponse({"status": "healthy"})


app = FastAPI()
app.mount("/-", Starlette(routes=[Route("/healthy", healthy)]))


@app.get("/orders")
def orders() -> list[int]:
    return [1]
