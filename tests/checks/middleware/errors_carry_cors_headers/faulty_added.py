"""The usual line, and nothing that turns a crash into an answer inside of it: a page sees no 500."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"])  # fault


@app.get("/items/{number}")
def item(number: int) -> dict[str, int]:
    return {"number": number}
