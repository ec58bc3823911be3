"""A schema that is touched up by hand, in a place that is not always there."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

app = FastAPI()


@app.get("/items")
async def read_items() -> list[str]:
    return []


def with_logo() -> dict[str, Any]:
    schema = get_openapi(title="Shop", version="1", routes=app.routes)
    schema["info"]["contact"]["x-logo"] = "logo.png"  # fault
    return schema


app.openapi = with_logo  # type: ignore[method-assign]
