"""A small CRUD app with a login which answers application/problem+json (RFC 9457) for everything that fails."""

import logging
import secrets
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import allowed_methods

log = logging.getLogger(__name__)


class Problem(BaseModel):
    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    instance: str | None = None


class ProblemResponse(JSONResponse):
    media_type = "application/problem+json"


PROBLEM = {"content": {"application/problem+json": {"schema": Problem.model_json_schema()}}}
app = FastAPI(
    title="Library",
    responses={"4XX": {"description": "Refused", **PROBLEM}, "5XX": {"description": "Failed", **PROBLEM}},
)


def problem(request: Request, status: int, detail: str | None = None, **more: Any) -> ProblemResponse:
    headers = more.pop("headers", None)
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, instance=request.scope["path"])
    return ProblemResponse(body.model_dump(exclude_none=True) | more, status, headers)


@app.exception_handler(StarletteHTTPException)
async def http_problem(request: Request, exc: StarletteHTTPException) -> ProblemResponse:
    headers = {"Allow": ", ".join(allowed_methods(request))} if exc.status_code == 405 else exc.headers
    return problem(request, exc.status_code, str(exc.detail), headers=headers)


@app.exception_handler(RequestValidationError)
async def validation_problem(request: Request, exc: RequestValidationError) -> ProblemResponse:
    errors = [
        {"pointer": "/" + "/".join(str(part) for part in error["loc"]), "detail": error["msg"]}
        for error in exc.errors()
    ]
    return problem(request, 422, "The request is not valid", errors=errors)


@app.exception_handler(Exception)
async def crash_problem(request: Request, exc: Exception) -> ProblemResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=exc)
    return problem(request, 500)


oauth2 = OAuth2PasswordBearer(tokenUrl="token")
TOKENS: dict[str, str] = {}


@app.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> dict[str, str]:
    if not (form.username == "alice" and form.password == "wonderland-7"):
        raise HTTPException(401, "Wrong name or password", headers={"WWW-Authenticate": "Bearer"})
    token = secrets.token_urlsafe()
    TOKENS[token] = form.username
    return {"access_token": token, "token_type": "bearer"}


def current_user(token: Annotated[str, Depends(oauth2)]) -> str:
    if token not in TOKENS:
        raise HTTPException(401, "Log in again", headers={"WWW-Authenticate": "Bearer"})
    return TOKENS[token]


class BookIn(BaseModel):
    isbn: str = Field(pattern=r"^\d{13}$")
    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1450, le=2100)


class Book(BookIn):
    id: UUID
    lender: str | None = None


BOOKS: dict[UUID, Book] = {}
router = APIRouter(prefix="/books", dependencies=[Depends(current_user)])


def existing(book_id: UUID) -> Book:
    if book_id not in BOOKS:
        raise HTTPException(404, "There is no such book")
    return BOOKS[book_id]


ExistingBook = Annotated[Book, Depends(existing)]


@router.get("")
def list_books() -> list[Book]:
    return list(BOOKS.values())[:100]


@router.post("", status_code=201)
def add_book(book: BookIn) -> Book:
    if any(other.isbn == book.isbn for other in BOOKS.values()):
        raise HTTPException(409, "That book is here already")
    added = Book(id=uuid4(), **book.model_dump())
    BOOKS[added.id] = added
    return added


@router.get("/{book_id}")
def read_book(book: ExistingBook) -> Book:
    return book


@router.post("/{book_id}/lend")
def lend_book(book: ExistingBook, user: Annotated[str, Depends(current_user)]) -> Book:
    if book.lender is not None:
        raise HTTPException(409, "The book is out")
    book.lender = user
    return book


@router.delete("/{book_id}", status_code=204)
def remove_book(book: ExistingBook) -> None:
    del BOOKS[book.id]


app.include_router(router)
