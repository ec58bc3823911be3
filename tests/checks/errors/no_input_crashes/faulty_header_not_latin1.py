"""A name in any script is written into a response header, which is latin-1."""

from fastapi import HTTPException, Response
from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("problem")
TAGS = {"red"}


class Tag(BaseModel):
    name: Text


@app.post("/tags", status_code=201)
async def create_tag(tag: Tag, response: Response) -> Tag:
    response.headers["Location"] = f"/tags/{tag.name}"  # fault
    return tag


@app.get("/tags/{name}")
async def read_tag(name: str) -> Tag:
    if name not in TAGS:
        raise HTTPException(404, "No such tag")
    return Tag(name=name)
