"""A middleware reads a page number off every query string without asking whether it is one."""

from fastapi import Request

from tests.checks.errors._base import make_app

app = make_app("detail")


@app.middleware("http")
async def remember_page(request: Request, call_next):
    request.state.page = int(request.query_params.get("page", "1"))  # fault
    return await call_next(request)


@app.get("/posts")
async def list_posts(request: Request, page: int = 1) -> dict[str, int]:
    return {"page": request.state.page}
