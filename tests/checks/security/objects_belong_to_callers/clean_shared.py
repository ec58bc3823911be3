"""What is shared by design: a wiki that everybody edits, a team's tasks, a catalogue that only a role may change."""

from itertools import count
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
pages: dict[int, dict[str, Any]] = {}
products: dict[int, dict[str, Any]] = {}
tasks: dict[int, dict[str, Any]] = {}
numbers = count(1)
User = Annotated[str, Depends(bearer)]


class Text(BaseModel):
    text: str


def found(things: dict[int, dict[str, Any]], number: int) -> dict[str, Any]:
    if number not in things:
        raise HTTPException(404, "not there")
    return things[number]


def admin(user: User) -> str:
    if user != "ann":
        raise HTTPException(403, "for admins")
    return user


@app.post("/pages", status_code=201)
def write(user: User, body: Text) -> dict[str, Any]:
    number = next(numbers)
    pages[number] = {"id": number, "text": body.text, "created_by": user}
    return pages[number]


@app.get("/pages/{page_id}")
def page(page_id: int, user: User) -> dict[str, Any]:
    return found(pages, page_id)


@app.put("/pages/{page_id}")
def edit(page_id: int, user: User, body: Text) -> dict[str, Any]:
    found(pages, page_id)["text"] = body.text
    return pages[page_id]


@app.delete("/pages/{page_id}", status_code=204)
def remove(page_id: int, user: Annotated[str, Depends(admin)]) -> None:
    found(pages, page_id)
    del pages[page_id]


@app.post("/products", status_code=201)
def add(user: Annotated[str, Depends(admin)], body: Text) -> dict[str, Any]:
    number = next(numbers)
    products[number] = {"id": number, "text": body.text}
    return products[number]


@app.get("/products")
def catalogue(user: User) -> list[dict[str, Any]]:
    return list(products.values())


@app.get("/products/{product_id}")
def product(product_id: int, user: User) -> dict[str, Any]:
    return found(products, product_id)


@app.post("/tasks", status_code=201)
def plan(user: User, body: Text) -> dict[str, Any]:
    number = next(numbers)
    tasks[number] = {"id": number, "text": body.text, "assignee": user}
    return tasks[number]


@app.get("/tasks")
def planned(user: User) -> list[dict[str, Any]]:
    return list(tasks.values())


@app.patch("/tasks/{task_id}")
def done(task_id: int, user: User, body: Text) -> dict[str, Any]:
    return found(tasks, task_id) | {"text": body.text}
