"""A token that cannot be read, for whatever reason, is refused."""

import json
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException

app = FastAPI()


@app.get("/me")
def me(x_claims: Annotated[str, Header()] = "{}") -> str:
    try:
        claims = json.loads(x_claims)
    except Exception:
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"}) from None
    return str(claims)
