"""A JSON app whose unknown paths and ids are answered by a page for people."""

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse

from tests.checks.errors._base import make_app

app = make_app("detail")
BOOKS = {"dune": "Herbert", "emma": "Austen"}


@app.exception_handler(404)
async def page_not_found(request: Request, exc: HTTPException) -> HTMLResponse:
    return HTMLResponse("<h1>Not found</h1><p>The page does not exist.</p>", status_code=404)  # fault


@app.get("/books/{slug}")
async def read_book(slug: str) -> dict[str, str]:
    if slug not in BOOKS:
        raise HTTPException(404, "No such book")
    return {"slug": slug, "author": BOOKS[slug]}
