"""A small CRUD app in which everything is wrapped: {"data": ...} when it went well, {"error": {...}} when not."""

import logging
from typing import Annotated, Any, Generic, TypeVar

from fastapi import APIRouter, FastAPI, HTTPException, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

from tests.checks.errors._base import allowed_methods

log = logging.getLogger(__name__)
T = TypeVar("T")


class Data(BaseModel, Generic[T]):
    data: T


class Problem(BaseModel):
    code: str
    message: str
    fields: list[dict[str, str]] = []


class Failure(BaseModel):
    error: Problem


app = FastAPI(
    title="Contacts",
    responses={
        "4XX": {"model": Failure, "description": "Refused"},
        "5XX": {"model": Failure, "description": "Failed"},
    },
)
CODES = {400: "unreadable", 404: "not_found", 405: "method_not_allowed", 409: "conflict", 422: "invalid"}


def failed(status: int, message: str, headers: Any = None, **more: Any) -> JSONResponse:
    error = {"code": CODES.get(status, f"http_{status}"), "message": message, **more}
    return JSONResponse({"error": error}, status, headers)


@app.exception_handler(StarletteHTTPException)
async def http_error(request: Request, exc: StarletteHTTPException) -> JSONResponse:
    headers = {"Allow": ", ".join(allowed_methods(request))} if exc.status_code == 405 else exc.headers
    return failed(exc.status_code, str(exc.detail), headers)


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, exc: RequestValidationError) -> JSONResponse:
    fields = [{"field": ".".join(map(str, error["loc"][1:])), "message": error["msg"]} for error in exc.errors()]
    return failed(422, "Some fields are not valid", fields=fields)


@app.exception_handler(Exception)
async def crash(request: Request, exc: Exception) -> JSONResponse:
    log.error("%s %s failed", request.method, request.url.path, exc_info=exc)
    return failed(500, "Something went wrong")


class ContactIn(BaseModel):
    name: str = Field(min_length=1, max_length=80)
    phone: str = Field(pattern=r"^\+?\d{3,15}$")


class Contact(ContactIn):
    id: int


class Page(BaseModel):
    contacts: list[Contact]
    total: int


ContactId = Annotated[int, Path(ge=1, le=2**31 - 1)]
CONTACTS: dict[int, Contact] = {}
router = APIRouter(prefix="/contacts", tags=["contacts"])


def existing(contact_id: int) -> Contact:
    if contact_id not in CONTACTS:
        raise HTTPException(404, "There is no such contact")
    return CONTACTS[contact_id]


@router.get("")
async def list_contacts(page: Annotated[int, Query(ge=1)] = 1, size: Annotated[int, Query(ge=1, le=50)] = 10):
    found = list(CONTACTS.values())
    return Data(data=Page(contacts=found[(page - 1) * size : page * size], total=len(found)))


@router.post("", status_code=201)
async def create_contact(contact: ContactIn) -> Data[Contact]:
    if any(other.phone == contact.phone for other in CONTACTS.values()):
        raise HTTPException(409, "That number is known")
    number = max(CONTACTS, default=0) + 1
    CONTACTS[number] = Contact(id=number, **contact.model_dump())
    return Data(data=CONTACTS[number])


@router.get("/{contact_id}")
async def read_contact(contact_id: ContactId) -> Data[Contact]:
    return Data(data=existing(contact_id))


@router.patch("/{contact_id}")
async def change_phone(contact_id: ContactId, contact: ContactIn) -> Data[Contact]:
    existing(contact_id)
    CONTACTS[contact_id] = Contact(id=contact_id, **contact.model_dump())
    return Data(data=CONTACTS[contact_id])


@router.delete("/{contact_id}", status_code=204)
async def delete_contact(contact_id: ContactId) -> None:
    existing(contact_id)
    del CONTACTS[contact_id]


app.include_router(router, prefix="/v1")
