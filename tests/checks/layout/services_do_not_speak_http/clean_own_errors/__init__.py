"""A service with errors of its own, and a handler that knows what HTTP makes of them."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from .services.items import NotFound, find

app = FastAPI()


@app.exception_handler(NotFound)
def answer_not_found(request: Request, error: NotFound) -> JSONResponse:
    return JSONResponse({"detail": "no such item"}, 404)


@app.get("/items/{item_id}")
def read_item(item_id: int) -> str:
    return find(item_id)
