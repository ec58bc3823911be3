"""What a header decides on varies by it, or is for nobody else; others decide on nothing."""

from itertools import count
from typing import Annotated

from fastapi import FastAPI, Header, Response

app = FastAPI()
GREETINGS = {"en": "Hello", "de": "Hallo", "fr": "Bonjour"}
served = count()


@app.get("/greeting")
def greeting(response: Response, accept_language: Annotated[str, Header()] = "en") -> dict[str, str]:
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Vary"] = "Accept-Encoding, Accept-Language"
    return {"text": GREETINGS.get(accept_language[:2], "Hello")}


@app.get("/own")
def own(response: Response, accept_language: Annotated[str, Header()] = "en") -> dict[str, str]:
    response.headers["Cache-Control"] = "private, max-age=300"
    return {"text": GREETINGS.get(accept_language[:2], "Hello")}


@app.get("/traced")
def traced(response: Response, x_trace: Annotated[str | None, Header()] = None) -> dict[str, str]:
    response.headers["Cache-Control"] = "public, max-age=300"
    return {"text": "the same", "served": str(next(served))}


@app.get("/refused")
def refused(response: Response, x_mode: Annotated[str | None, Header()] = None) -> dict[str, str]:
    if x_mode is not None:
        response.status_code = 409
    else:
        response.headers["Cache-Control"] = "public, max-age=300"
    return {"mode": x_mode or "usual"}
