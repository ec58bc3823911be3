"""The token is a dependency's matter, which no preflight comes to; pages may only read."""

from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer

api = FastAPI()
Token = Annotated[object, Depends(HTTPBearer())]


@api.get("/orders")
def orders(token: Token) -> list[int]:
    return [1, 2]


@api.post("/orders")
def order(token: Token, number: int) -> int:
    return number


app = CORSMiddleware(api, allow_origins=["https://shop.example"], allow_headers=["Authorization"])
