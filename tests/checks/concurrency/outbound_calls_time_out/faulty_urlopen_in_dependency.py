"""A dependency fetches the keys tokens are signed with, with the standard library and no timeout."""

import json
from typing import Annotated, Any
from urllib.error import URLError
from urllib.request import urlopen

from fastapi import Depends, FastAPI

app = FastAPI()


def signing_keys() -> dict[str, Any]:
    try:
        with urlopen("https://login.example/.well-known/jwks.json") as answer:  # fault
            return json.load(answer)
    except URLError:
        return {"keys": []}


@app.get("/whoami")
async def whoami(keys: Annotated[dict[str, Any], Depends(signing_keys)]) -> dict[str, int]:
    return {"keys": len(keys["keys"])}
