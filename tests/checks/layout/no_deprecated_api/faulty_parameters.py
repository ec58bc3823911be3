"""Words of a parameter that were renamed."""

from typing import Annotated

from fastapi import FastAPI, Query
from pydantic import BaseModel, Field

app = FastAPI()


class Filter(BaseModel):
    names: list[str] = Field(default_factory=list, max_items=3)  # fault


@app.post("/items")
async def find_items(filter: Filter, name: Annotated[str, Query(regex="^[a-z]+$")] = "a") -> list[str]:  # fault
    return [name, *filter.names]
