"""The key is taken from the query, and Uvicorn's access log holds the query of every request."""

from typing import Annotated

from fastapi import FastAPI, Security
from fastapi.security import APIKeyQuery

app = FastAPI()
key = APIKeyQuery(name="api_key", auto_error=False)  # fault


@app.get("/prices")
async def prices(api_key: Annotated[str | None, Security(key)] = None) -> list[int]:
    return [1, 2, 3] if api_key else []
