"""Answers that are described beside the operation, or in the schema itself."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Item(BaseModel):
    name: str


app = FastAPI()


@app.get("/items", responses={200: {"model": Item}})
async def read_items() -> JSONResponse:
    return JSONResponse({"name": "first"})


@app.post("/items", status_code=201, responses={201: {"content": {"application/json": {"schema": {"type": "object"}}}}})
async def create_item():
    return JSONResponse({"name": "first"}, 201)


@app.put("/items", openapi_extra={"responses": {"200": {"description": "An item"}}})
async def change_item():
    return {"name": "first"}


@app.get("/name")
async def read_name() -> str:
    return "first"
