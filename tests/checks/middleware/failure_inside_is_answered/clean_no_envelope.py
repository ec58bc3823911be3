"""Crashes are answered as Starlette does it wherever they happen: there is no other shape to be missed."""

from typing import Any

from fastapi import FastAPI

app = FastAPI()


class Sized:
    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.app(scope, receive, send)


app.add_middleware(Sized)


@app.get("/orders")
def orders() -> list[int]:
    return [1, 2]
