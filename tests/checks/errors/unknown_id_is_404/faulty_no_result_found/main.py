"""The app."""

from fastapi import Request, Response
from sqlalchemy.exc import OperationalError

from tests.checks.errors._base import failure, make_app
from tests.checks.errors.unknown_id_is_404.faulty_no_result_found.repository import Authors

app = make_app("detail")
authors = Authors()


@app.exception_handler(OperationalError)
def database_gone(request: Request, exc: OperationalError) -> Response:
    return failure("detail", 503, "The database does not answer", headers={"Retry-After": "5"})


@app.get("/authors")
def list_authors() -> list[dict[str, str]]:
    return [{"slug": author.slug, "name": author.name} for author in authors.all()]


@app.get("/authors/{slug}")
def read_author(slug: str) -> dict[str, str]:
    author = authors.one(slug)  # fault
    return {"slug": author.slug, "name": author.name}
