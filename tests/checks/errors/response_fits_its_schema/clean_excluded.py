"""exclude_none, exclude_unset and include leave members out that the schema does not require."""

from pydantic import BaseModel

from tests.checks.errors._base import Text, make_app

app = make_app("detail")


class Card(BaseModel):
    name: Text
    phone: Text | None = None
    fax: Text | None = None


@app.get("/card", response_model=Card, response_model_exclude_none=True)
async def card():
    return Card(name="ann", phone=None)


@app.get("/card/short", response_model=Card, response_model_exclude_unset=True)
def short_card():
    return {"name": "ann"}


@app.get("/card/name", response_model=Card, response_model_include={"name"})
def name_only():
    return {"name": "ann", "phone": "1", "unknown": "dropped"}
