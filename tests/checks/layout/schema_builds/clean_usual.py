"""Nested models, unions, enums, files and examples: everything has a schema."""

from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated

from fastapi import Body, FastAPI, Query, UploadFile
from pydantic import BaseModel, Field


class Colour(Enum):
    RED = "red"


class Part(BaseModel):
    colour: Colour = Colour.RED
    price: Decimal = Decimal("1.5")
    made: datetime | None = None
    parts: list["Part"] = Field(default_factory=list)


app = FastAPI()


@app.post("/parts")
async def create_part(part: Annotated[Part, Body(examples=[{"colour": "red"}])]) -> Part:
    return part


@app.post("/files")
async def upload(file: UploadFile) -> dict[str, int]:
    return {"size": file.size or 0}


@app.get("/parts")
async def read_parts(colour: Annotated[Colour | None, Query()] = None) -> list[Part] | dict[str, str]:
    return []
