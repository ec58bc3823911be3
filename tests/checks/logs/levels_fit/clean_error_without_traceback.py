"""A refused login is an error to this team, in one line."""

import logging
from typing import Annotated

from fastapi import FastAPI, Header, HTTPException

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/me")
def me(x_user: Annotated[str, Header()] = "") -> str:
    if x_user != "ann":
        logger.error("somebody else tried to get in")
        raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
    return x_user
