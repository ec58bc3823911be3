"""Dependencies of the whole app, async ones, and a class whose instances are made on the spot."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, Request


async def request_id(x_request_id: Annotated[str | None, Header()] = None) -> str:
    return x_request_id or "none"


async def settings(request: Request) -> dict[str, str]:
    return {"path": request.url.path}


app = FastAPI(dependencies=[Depends(request_id)])


@app.get("/ping")
async def ping(values: Annotated[dict[str, str], Depends(settings)]) -> dict[str, str]:
    return values


@app.get("/reports")
def reports() -> list[str]:
    return ["one"]
