"""Categories and tags."""

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from tests.apps.shop60 import store

router = APIRouter(tags=["catalogue"])


class CategoryIn(BaseModel):
    slug: str = Field(pattern=r"^[a-z][a-z0-9-]{1,40}$")
    name: str
    parent: str | None = None


class Category(CategoryIn):
    id: int


class Tag(BaseModel):
    slug: str = Field(pattern=r"^[a-z0-9-]+$", max_length=30)
    colour: str = Field("#000000", pattern=r"^#[0-9a-f]{6}$")


@router.get("/categories", response_model=list[Category])
async def list_categories():
    return list(store.categories.values())


@router.post("/categories", response_model=Category, status_code=201)
async def create_category(category: CategoryIn):
    if category.slug in store.categories:
        raise HTTPException(status_code=409, detail="That slug is taken")
    if category.parent is not None and category.parent not in store.categories:
        raise HTTPException(status_code=422, detail="No such parent category")
    store.categories[category.slug] = {"id": store.next_id("categories"), **category.model_dump()}
    return store.categories[category.slug]


@router.get("/categories/{slug}", response_model=Category)
async def read_category(slug: str):
    if slug not in store.categories:
        raise HTTPException(status_code=404, detail="Category not found")
    return store.categories[slug]


@router.get("/tags")
async def list_tags() -> list[Tag]:
    return [Tag(**tag) for tag in store.tags.values()]


@router.post("/tags", status_code=201)
async def create_tag(tag: Tag) -> Tag:
    if tag.slug in store.tags:
        raise HTTPException(status_code=409, detail="Tag exists")
    store.tags[tag.slug] = tag.model_dump()
    return tag
