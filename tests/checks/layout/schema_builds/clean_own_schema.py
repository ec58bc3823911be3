"""A schema of one's own that is built once, and kept."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

app = FastAPI()


@app.get("/items")
async def read_items() -> list[str]:
    return []


def with_logo() -> dict[str, Any]:
    if app.openapi_schema:
        return app.openapi_schema
    schema = get_openapi(title="Shop", version="1", routes=app.routes)
    schema["info"]["x-logo"] = {"url": "logo.png"}
    app.openapi_schema = schema
    return schema


app.openapi = with_logo  # type: ignore[method-assign]
