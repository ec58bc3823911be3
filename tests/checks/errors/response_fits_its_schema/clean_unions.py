"""Unions, optional answers, several documented statuses and lists of differing members all fit what is declared."""

from typing import Annotated, Literal

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"] = "dog"
    tricks: list[Text]


class Job(BaseModel):
    job: int


Pet = Annotated[Cat | Dog, Field(discriminator="kind")]


@app.get("/pets")
async def pets() -> list[Pet]:
    return [Cat(lives=9), Dog(tricks=[])]


@app.get("/favourite")
async def favourite(kind: Literal["cat", "none"] = "none") -> Cat | None:
    return Cat(lives=7) if kind == "cat" else None


@app.post("/walks", responses={202: {"model": Job}})
async def walk(far: bool = False) -> Dog:
    if far:
        return JSONResponse({"job": 7}, status_code=202)
    return Dog(tricks=["sit"])
