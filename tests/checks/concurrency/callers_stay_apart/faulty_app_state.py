"""A middleware keeps the caller in app.state, which all requests share."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Request, Response

app = FastAPI()


@app.middleware("http")
async def identify(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    request.app.state.user = request.headers.get("x-user", "guest")  # fault
    response = await call_next(request)
    response.headers["X-Served-For"] = request.app.state.user
    return response


@app.get("/inbox")
async def inbox() -> dict[str, str]:
    return {"owner": app.state.user}


@app.get("/drafts")
def drafts() -> dict[str, str]:
    return {"owner": app.state.user}
