"""CORS around the whole app, as FastAPI's documentation has it: every answer passes through it."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

api = FastAPI()


@api.get("/items/{number}")
def item(number: int) -> dict[str, int]:
    return {"number": number}


app = CORSMiddleware(api, allow_origins=["https://shop.example"], allow_credentials=True, allow_methods=["*"])
