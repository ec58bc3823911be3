"""A service made in the lifespan keeps the locale of the request it answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

import anyio
import anyio.lowlevel
from fastapi import FastAPI, Request

GREETINGS = {"en": "Hello", "de": "Hallo", "fr": "Bonjour", "es": "Hola", "it": "Ciao"}


class Translator:
    def __init__(self) -> None:
        self.language = "en"

    def use(self, header: str) -> None:
        self.language = header[:2]  # fault

    async def greeting(self) -> str:
        await anyio.lowlevel.checkpoint()
        return GREETINGS.get(self.language, "Hello")


class State(TypedDict):
    translator: Translator


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[State]:
    yield {"translator": Translator()}


app = FastAPI(lifespan=lifespan)


@app.get("/greeting")
async def greeting(request: Request) -> dict[str, str]:
    translator: Translator = request.state.translator
    translator.use(request.headers.get("accept-language", "en"))
    return {"text": await translator.greeting()}
