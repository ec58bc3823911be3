"""The same as one writes it today."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel, ConfigDict, Field, field_validator


class Item(BaseModel):
    model_config = ConfigDict(title="An item")

    name: str = Field(max_length=10, json_schema_extra={"unit": "none"})

    @field_validator("name")
    @classmethod
    def strip(cls, name: str) -> str:
        return name.strip()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/items", deprecated=True)
async def create_item(item: Item, name: Annotated[str, Query(pattern="^[a-z]+$")] = "a") -> Item:
    return item
