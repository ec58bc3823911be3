"""A dependency answers 401 by itself and names no scheme; the house handler is not asked."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import DOCUMENTED, allowed_methods, conform, failure

app = conform(FastAPI(responses=DOCUMENTED), "problem")


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> Response:
    headers = dict(exc.headers or {})
    if exc.status_code == 405:
        headers["Allow"] = ", ".join(allowed_methods(request))
    return failure("problem", exc.status_code, exc.detail, headers=headers)


class Session:
    async def __call__(self, x_session: Annotated[str | None, Header()] = None) -> str:
        if x_session != "s-1":
            raise HTTPException(status_code=401, detail="Your session has ended")  # fault
        return x_session


@app.get("/basket")
async def basket(session: Annotated[str, Depends(Session())]) -> list[str]:
    return ["pen"]
