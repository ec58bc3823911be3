"""Products with their variants, prices and reviews."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel, Field

from tests.apps.shop60 import store
from tests.apps.shop60.auth import CurrentUser

router = APIRouter(prefix="/products", tags=["products"])


class Currency(StrEnum):
    EUR = "EUR"
    USD = "USD"
    CHF = "CHF"


class ProductIn(BaseModel):
    name: str = Field(min_length=1, max_length=120)
    sku: str = Field(pattern=r"^[A-Z]{3}-\d{4}$")
    category_id: int
    description: str | None = None
    tags: list[str] = []


class ProductPatch(BaseModel):
    name: str | None = Field(None, min_length=1, max_length=120)
    category_id: int | None = None
    description: str | None = None


class VariantIn(BaseModel):
    size: str = Field(min_length=1, max_length=10)
    colour: str = "black"
    stock: int = Field(0, ge=0, le=1_000_000)


class PriceIn(BaseModel):
    amount: Decimal = Field(gt=0, max_digits=8, decimal_places=2)


class ReviewIn(BaseModel):
    stars: int = Field(ge=1, le=5)
    text: str = Field("", max_length=2000)


def must_have_category(category_id: int) -> None:
    if not any(category["id"] == category_id for category in store.categories.values()):
        raise HTTPException(status_code=422, detail=f"Category {category_id} does not exist")


def get_product(product_id: UUID) -> store.Row:
    product = store.products.get(product_id)
    if product is None:
        raise HTTPException(status_code=404, detail="Product not found")
    return product


Product = Annotated[store.Row, Depends(get_product)]


@router.get("")
async def list_products(
    category_id: int | None = None,
    q: str | None = Query(None, max_length=50),
    page: int = Query(1, ge=1),
    size: int = Query(20, ge=1, le=100),
):
    found = [p for p in store.products.values() if category_id is None or p["category_id"] == category_id]
    found = [p for p in found if q is None or q.lower() in p["name"].lower()]
    return {"data": found[(page - 1) * size : page * size], "meta": {"total": len(found), "page": page}}


@router.post("", status_code=201)
async def create_product(product: ProductIn):
    must_have_category(product.category_id)
    if any(other["sku"] == product.sku for other in store.products.values()):
        raise HTTPException(status_code=409, detail="That SKU is in use")
    product_id = store.new_uuid()
    store.products[product_id] = {"id": product_id, **product.model_dump()}
    store.variants[product_id] = {}
    return {"data": store.products[product_id]}


@router.get("/{product_id}")
async def read_product(product: Product):
    return {"data": product}


@router.patch("/{product_id}")
async def update_product(product: Product, patch: ProductPatch):
    if patch.category_id is not None:
        must_have_category(patch.category_id)
    product.update(patch.model_dump(exclude_unset=True))
    return {"data": product}


@router.delete("/{product_id}", status_code=204)
async def delete_product(product: Product):
    del store.products[product["id"]]


@router.get("/{product_id}/variants")
def list_variants(product: Product):
    return list(store.variants[product["id"]].values())


@router.post("/{product_id}/variants", status_code=201)
def create_variant(product: Product, variant: VariantIn):
    mine = store.variants[product["id"]]
    if any((v["size"], v["colour"]) == (variant.size, variant.colour) for v in mine.values()):
        raise HTTPException(status_code=409, detail="That variant exists")
    variant_id = store.next_id("variants")
    mine[variant_id] = {"variant_id": variant_id, **variant.model_dump()}
    return {"variant_id": variant_id}


@router.get("/{product_id}/variants/{variant_id}")
def read_variant(product: Product, variant_id: int):
    if variant_id not in store.variants[product["id"]]:
        raise HTTPException(status_code=404, detail="Variant not found")
    return store.variants[product["id"]][variant_id]


@router.get("/{product_id}/prices/{currency}")
def read_price(product: Product, currency: Currency):
    if (product["id"], currency) not in store.prices:
        raise HTTPException(status_code=404, detail="No price in that currency")
    return store.prices[product["id"], currency]


@router.put("/{product_id}/prices/{currency}")
def set_price(product: Product, currency: Currency, price: PriceIn):
    store.prices[product["id"], currency] = {"currency": currency, "amount": price.amount}
    return store.prices[product["id"], currency]


@router.get("/{product_id}/reviews")
async def list_reviews(product: Product, stars: int | None = Query(None, ge=1, le=5)):
    found = store.reviews.get(product["id"], [])
    return [review for review in found if stars is None or review["stars"] == stars]


@router.post("/{product_id}/reviews", status_code=201)
async def write_review(product: Product, review: ReviewIn, user: CurrentUser):
    written = store.reviews.setdefault(product["id"], [])
    if any(other["author"] == user["username"] for other in written):
        raise HTTPException(status_code=409, detail="You reviewed this product")
    written.append({"id": store.next_id("reviews"), "author": user["username"], **review.model_dump()})
    return written[-1]
