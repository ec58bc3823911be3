"""An app with data from before the run, which notes who asks to change it: by path, by body, and by name."""

import itertools
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI, HTTPException, Request
from pydantic import BaseModel, Field

app = FastAPI(title="Inherited")

FIRST = UUID(int=1)
INHERITED = {"accounts": set(range(1000)), "documents": {FIRST}, "labels": {"default", "string", "test"}}

touched: list[str] = []
changed: set[str] = set()
settings = {"language": "en", "page_size": 20}
accounts: dict[int, dict[str, object]] = {number: {"id": number, "owner": "ann"} for number in INHERITED["accounts"]}
documents: dict[UUID, dict[str, object]] = {FIRST: {"id": str(FIRST), "title": "By-laws", "pages": {1: "Name"}}}
labels: dict[str, dict[str, str]] = {name: {"name": name, "colour": "red"} for name in INHERITED["labels"]}
numbers = itertools.count(1_000_000)


def note(request: Request, kind: str, id: object) -> None:
    if request.method in ("GET", "HEAD"):
        return
    operation = f"{request.method} {request.scope['route'].path}"
    if id in INHERITED[kind]:
        touched.append(f"{operation} of {kind} {id!r}")
    else:
        changed.add(operation)


def account_of(request: Request, account_id: int) -> dict[str, object]:
    if account_id not in accounts:
        raise HTTPException(404, "No such account")
    note(request, "accounts", account_id)
    return accounts[account_id]


def document_of(request: Request, document_id: UUID) -> dict[str, object]:
    if document_id not in documents:
        raise HTTPException(404, "No such document")
    note(request, "documents", document_id)
    return documents[document_id]


AccountOf = Annotated[dict[str, object], Depends(account_of)]
DocumentOf = Annotated[dict[str, object], Depends(document_of)]


class Owner(BaseModel):
    owner: str = Field(min_length=1)


class Transfer(BaseModel):
    account_id: int
    amount: int = Field(gt=0)


class Closing(BaseModel):
    account_ids: list[int] = Field(min_length=1)


class Title(BaseModel):
    title: str = Field(min_length=1)


class Settings(BaseModel):
    language: str = Field(pattern="^[a-z]{2}$")
    page_size: int = Field(ge=1, le=100)


@app.get("/accounts")
def list_accounts():
    return list(accounts.values())[:20]


@app.post("/accounts", status_code=201)
def open_account(body: Owner):
    number = next(numbers)
    accounts[number] = {"id": number, "owner": body.owner}
    return accounts[number]


@app.get("/accounts/{account_id}")
def read_account(account: AccountOf):
    return account


@app.put("/accounts/{account_id}")
def replace_account(account: AccountOf, body: Owner):
    account["owner"] = body.owner
    return account


@app.patch("/accounts/{account_id}")
def change_account(account: AccountOf, body: Owner):
    account["owner"] = body.owner
    return account


@app.delete("/accounts/{account_id}", status_code=204)
def close_account(account: AccountOf):
    del accounts[account["id"]]


@app.post("/accounts/{account_id}/freeze")
def freeze_account(account: AccountOf):
    account["frozen"] = True
    return account


@app.post("/transfers", status_code=201)
def transfer(request: Request, body: Transfer):
    if body.account_id not in accounts:
        raise HTTPException(422, "No such account")
    note(request, "accounts", body.account_id)
    return {"id": next(numbers), "account_id": body.account_id}


@app.post("/accounts/close")
def close_accounts(request: Request, body: Closing):
    for account_id in body.account_ids:
        if account_id in accounts:
            note(request, "accounts", account_id)
            del accounts[account_id]
    return {"closed": len(body.account_ids)}


@app.get("/documents")
def list_documents():
    return [{"id": document["id"], "title": document["title"]} for document in documents.values()]


@app.post("/documents", status_code=201)
def add_document(body: Title):
    document_id = uuid4()
    documents[document_id] = {"id": str(document_id), "title": body.title, "pages": {}}
    return {"id": str(document_id)}


@app.delete("/documents/{document_id}", status_code=204)
def drop_document(document_id: UUID, document: DocumentOf):
    del documents[document_id]


@app.put("/documents/{document_id}/pages/{number}")
def write_page(number: int, document: DocumentOf, body: Title):
    document["pages"][number] = body.title
    return {"number": number}


@app.delete("/documents/{document_id}/pages/{number}", status_code=204)
def tear_page(number: int, document: DocumentOf):
    if document["pages"].pop(number, None) is None:
        raise HTTPException(404, "No such page")


@app.get("/labels")
def list_labels():
    return list(labels.values())


@app.put("/labels/{name}")
def put_label(request: Request, name: str, body: Owner):
    note(request, "labels", name)
    labels[name] = {"name": name, "colour": body.owner}
    return labels[name]


@app.delete("/labels/{name}", status_code=204)
def drop_label(request: Request, name: str):
    if name not in labels:
        raise HTTPException(404, "No such label")
    note(request, "labels", name)
    del labels[name]


@app.get("/settings")
def read_settings():
    return settings


@app.put("/settings")
def write_settings(body: Settings):
    if body.model_dump() != settings:
        touched.append(f"PUT /settings to {body!r}")
    settings.update(body.model_dump())
    return settings


@app.delete("/settings", status_code=204)
def forget_settings():
    touched.append("DELETE /settings")


@app.post("/accounts/purge")
def purge():
    touched.append("POST /accounts/purge")
