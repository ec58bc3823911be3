"""The number of rows is set by endpoints for a header, which says 0 ever since."""

from contextvars import ContextVar
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.base import BaseHTTPMiddleware

rows: ContextVar[int] = ContextVar("rows", default=0)


class Totals(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next: Any) -> Any:
        rows.set(0)
        response = await call_next(request)
        response.headers["X-Total"] = self.total()
        return response

    def total(self) -> str:
        return str(rows.get())  # fault


router = APIRouter()


@router.get("/items")
async def items() -> list[str]:
    rows.set(17)
    return ["kettle"]


app = FastAPI()
app.add_middleware(Totals)
app.include_router(router)
