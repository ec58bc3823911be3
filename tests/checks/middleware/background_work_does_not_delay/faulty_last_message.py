"""Parts pass, but the last waits for a total that is known when the app is done; a function around the app does it."""

from typing import Any

from fastapi import BackgroundTasks, FastAPI

api = FastAPI()
sizes: dict[str, int] = {}


@api.post("/orders")
async def order(tasks: BackgroundTasks) -> str:
    tasks.add_task(print, end="")
    return "noted"


@api.get("/orders")
async def orders() -> list[int]:
    return [1]


def accounted(inner: Any) -> Any:
    async def asgi(scope: Any, receive: Any, send: Any) -> None:  # fault
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return
        last: Any = None
        size = 0

        async def count(message: Any) -> None:
            nonlocal last, size
            size += len(message.get("body", b""))
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                last = message
            else:
                await send(message)

        await inner(scope, receive, count)
        sizes[scope["path"]] = size
        if last is not None:
            await send(last)

    return asgi


app = accounted(api)
