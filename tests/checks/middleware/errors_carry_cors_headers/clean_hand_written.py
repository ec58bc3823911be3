"""A middleware of one's own that answers crashes itself, with the same headers."""

import logging
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware


class Cors(BaseHTTPMiddleware):
    def __init__(self, app: Any, allowed: frozenset[str]) -> None:
        super().__init__(app)
        self._allowed = allowed

    async def dispatch(self, request: Request, call_next: Any) -> Response:
        origin = request.headers.get("origin", "")
        if request.method == "OPTIONS" and "access-control-request-method" in request.headers:
            response: Response = Response(status_code=204)
            response.headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE"
        else:
            try:
                response = await call_next(request)
            except Exception:
                logging.getLogger("shop").exception("crashed")
                response = JSONResponse({"detail": "Something went wrong."}, 500)
        if origin in self._allowed:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Vary"] = "Origin"
        return response


app = FastAPI()
app.add_middleware(Cors, allowed=frozenset({"https://shop.example"}))


@app.get("/items/{number}")
async def item(number: int) -> dict[str, int]:
    return {"number": number}


@app.delete("/items/{number}")
async def remove(number: int) -> None:
    return None
