"""Aliases: by alias as the schema says, by_alias=False where it is switched off, computed fields, camelCase."""

from pydantic import BaseModel, ConfigDict, Field, computed_field
from pydantic.alias_generators import to_camel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Person(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    first_name: Text
    last_name: Text

    @computed_field
    def initials(self) -> str:
        return self.first_name[:1] + self.last_name[:1]


class Legacy(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    person_id: int = Field(alias="personId")


@app.get("/person")
async def person() -> Person:
    return Person(first_name="Ann", last_name="Lee")


@app.get("/person/id", response_model=Legacy, response_model_by_alias=False)
async def person_id():
    return Legacy(person_id=1)
