"""Greetings in the language that is asked for, and caches on the way are not told that it decides."""

from typing import Annotated

from fastapi import FastAPI, Header, Request, Response

app = FastAPI()
GREETINGS = {"en": "Hello", "de": "Hallo", "fr": "Bonjour"}


@app.get("/greeting")
def greeting(response: Response, accept_language: Annotated[str, Header()] = "en") -> dict[str, str]:
    response.headers["Cache-Control"] = "public, max-age=300"  # fault
    return {"text": GREETINGS.get(accept_language[:2], "Hello")}


@app.get("/prices")
async def prices(request: Request, response: Response) -> dict[str, str]:
    response.headers.append("Cache-Control", "max-age=60")  # fault
    return {"price": "9,90" if request.headers.get("accept-language", "").startswith("de") else "9.90"}
