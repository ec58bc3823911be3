"""Only what is mounted is for other origins; it is wrapped, and the app around it sets nothing."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

public = FastAPI()


@public.get("/items/{number}")
def item(number: int) -> dict[str, int]:
    return {"number": number}


app = FastAPI()
app.mount("/public", CORSMiddleware(public, allow_origins=["*"]))


@app.get("/private")
def private() -> str:
    return "for nobody else"
