"""A middleware of Starlette's kind that sends nothing on before all below it is done, to be able to answer anew."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware

ALSO = ("middleware.streams-are-not-buffered",)


class AllOrNothing(BaseHTTPMiddleware):
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        messages: list[Any] = []

        async def keep(message: Any) -> None:
            messages.append(message)

        try:
            await super().__call__(scope, receive, keep if scope["type"] == "http" else send)
        except Exception:
            await JSONResponse({"detail": "Something went wrong."}, 500)(scope, receive, send)
            raise
        for message in messages:
            await send(message)

    async def dispatch(self, request: Request, call_next: Any) -> Any:  # fault
        return await call_next(request)


app = FastAPI()
app.add_middleware(AllOrNothing)


@app.get("/items/{number}")
def item(number: int) -> int:
    return number
