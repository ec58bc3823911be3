"""A filter takes the query out of Uvicorn's access log."""

import logging
from typing import Annotated

from fastapi import FastAPI, Security
from fastapi.security import APIKeyQuery


class WithoutQuery(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        client, method, path, *rest = record.args
        record.args = (client, method, path.partition("?")[0], *rest)
        return True


logging.getLogger("uvicorn.access").filters[:] = [WithoutQuery()]
app = FastAPI()
key = APIKeyQuery(name="api_key", auto_error=False)


@app.get("/prices")
async def prices(api_key: Annotated[str | None, Security(key)] = None) -> list[int]:
    return [1, 2, 3] if api_key else []
