"""A function around the app that serves HTTP, and nothing else: what opens the pool is never run."""

from typing import Any

from fastapi import FastAPI

pool: list[str] = []


async def opened() -> None:
    pool.append("open")


api = FastAPI()
api.router.on_startup.append(opened)


@api.get("/health")
def health() -> str:
    return "well"


def stamped(inner: Any) -> Any:
    async def asgi(scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] == "http":
            await inner(scope, receive, send)

    return asgi


app = stamped(api)
