"""The default is a dict, and what requests add goes into copies of it."""

from contextvars import ContextVar

from fastapi import Depends, FastAPI, Request

settings: ContextVar[dict[str, str]] = ContextVar("settings", default={"theme": "light"})  # noqa: B039


async def choose(request: Request) -> None:
    settings.set({**settings.get(), "agent": request.headers.get("user-agent", "")})


app = FastAPI(dependencies=[Depends(choose)])


@app.get("/settings")
async def read() -> dict[str, str]:
    return settings.get()
