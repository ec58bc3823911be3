"""A middleware that knows HTTP only, in an app that has nothing else."""

from typing import Any

from fastapi import FastAPI


class Counted:
    def __init__(self, app: Any) -> None:
        self.app = app
        self.counts: dict[str, int] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            self.counts[scope["method"]] = self.counts.get(scope["method"], 0) + 1
            await self.app(scope, receive, send)


app = FastAPI()
app.add_middleware(Counted)


@app.get("/health")
def health() -> str:
    return "well"
