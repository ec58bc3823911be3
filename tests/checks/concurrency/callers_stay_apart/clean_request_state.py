"""request.state and scope belong to one request; what is echoed is the caller's own."""

import asyncio

from fastapi import Depends, FastAPI, Request

app = FastAPI()


@app.middleware("http")
async def identify(request: Request, call_next):
    request.state.user = request.headers.get("x-user", "guest")
    response = await call_next(request)
    response.headers["X-Served-For"] = request.state.user
    return response


def current_user(request: Request) -> str:
    return request.state.user


@app.get("/me")
async def me(request: Request, user: str = Depends(current_user)) -> dict[str, str]:
    await asyncio.sleep(0)
    return {"user": user, "agent": request.headers.get("user-agent", ""), "again": request.state.user}


@app.get("/me/sync")
def me_sync(request: Request, user: str = Depends(current_user)) -> dict[str, str]:
    return {"user": user, "again": request.state.user}
