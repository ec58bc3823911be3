"""A document is hidden from others, and what hangs below it is not."""

from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
documents: dict[int, dict[str, Any]] = {}
numbers = count(1)
User = Annotated[str, Depends(bearer)]


class Document(BaseModel):
    title: str


@app.post("/documents", status_code=201)
def write(user: User, body: Document) -> dict[str, Any]:
    number = next(numbers)
    documents[number] = {"id": number, "title": body.title, "user": user}
    return documents[number]


@app.get("/documents/{document_id}")
def read(document_id: int, user: User) -> dict[str, Any]:
    found = documents.get(document_id)
    if found is None or found["user"] != user:
        raise HTTPException(404, "no such document")
    return found


@app.get("/documents/{document_id}/text")
def text(document_id: int, user: User) -> dict[str, str]:  # fault
    if document_id not in documents:
        raise HTTPException(404, "no such document")
    return {"text": f"about {documents[document_id]['title']}"}


@app.post("/documents/{document_id}/archive")
def archive(document_id: int, user: User) -> dict[str, bool]:
    if document_id not in documents or documents[document_id]["user"] != user:
        raise HTTPException(404, "no such document")
    return {"archived": True}
