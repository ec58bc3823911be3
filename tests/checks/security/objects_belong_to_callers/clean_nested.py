"""Chapters are counted anew in each book; products are everybody's, and in the baskets of some."""

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import bearer, hardened

app = hardened()
User = Annotated[str, Depends(bearer)]


class Holder(BaseModel):
    id: str
    by: str
    held: dict[int, str] = {}


class Named(BaseModel):
    name: str


class Chosen(BaseModel):
    product_id: int = 7


books: dict[str, Holder] = {}
baskets: dict[str, Holder] = {}
PRODUCTS = {number: f"product {number}" for number in range(1, 20)}


def started(among: dict[str, Holder], user: str) -> Holder:
    made = Holder(id=str(uuid.uuid4()), by=user)
    among[made.id] = made
    return made


def owned(among: dict[str, Holder], key: str, user: str) -> Holder:
    if key not in among or among[key].by != user:
        raise HTTPException(404, "no such thing")
    return among[key]


def own_book(book_id: str, user: User) -> Holder:
    return owned(books, book_id, user)


def own_basket(basket_id: str, user: User) -> Holder:
    return owned(baskets, basket_id, user)


Book, Basket = Annotated[Holder, Depends(own_book)], Annotated[Holder, Depends(own_basket)]
library = APIRouter(prefix="/books")
shop = APIRouter(prefix="/baskets")


@library.post("", status_code=201)
def write(user: User) -> dict[str, str]:
    return {"id": started(books, user).id}


@library.post("/{book_id}/chapters", status_code=201)
def add(book: Book, body: Named) -> dict[str, Any]:
    number = len(book.held) + 1
    book.held[number] = body.name
    return {"id": number, "name": body.name, "book_id": book.id}


@library.get("/{book_id}/chapters")
def chapters(book: Book) -> list[dict[str, Any]]:
    return [{"id": number, "name": name} for number, name in book.held.items()]


@library.get("/{book_id}/chapters/{chapter_id}")
def chapter(book: Book, chapter_id: int) -> dict[str, Any]:
    if chapter_id not in book.held:
        raise HTTPException(404, "no such chapter")
    return {"id": chapter_id, "name": book.held[chapter_id], "book_id": book.id}


@shop.post("", status_code=201)
def fetch(user: User) -> dict[str, str]:
    return {"id": started(baskets, user).id}


@shop.post("/{basket_id}/products", status_code=201)
def put(basket: Basket, body: Chosen) -> dict[str, Any]:
    basket.held[body.product_id] = PRODUCTS.get(body.product_id, "another")
    return {"id": body.product_id, "basket_id": basket.id}


@shop.get("/{basket_id}/products")
def products(basket: Basket) -> list[dict[str, Any]]:
    return [{"id": number} for number in basket.held]


@shop.get("/{basket_id}/products/{product_id}")
def product(basket: Basket, product_id: int) -> dict[str, Any]:
    if product_id not in PRODUCTS:
        raise HTTPException(404, "no such product")
    return {"id": product_id, "name": PRODUCTS[product_id], "in": product_id in basket.held}


@shop.put("/{basket_id}/products/{product_id}")
def choose(basket: Basket, product_id: int) -> dict[str, Any]:
    basket.held[product_id] = PRODUCTS.get(product_id, "another")
    return {"id": product_id, "basket_id": basket.id}


@shop.delete("/{basket_id}/products/{product_id}", status_code=204)
def take_out(basket: Basket, product_id: int) -> None:
    basket.held.pop(product_id, None)


app.include_router(library)
app.include_router(shop)
