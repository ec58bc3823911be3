"""An access log of one's own with the whole URL, where the API key is in the query."""

import logging
import sys
from typing import Annotated

from fastapi import FastAPI, HTTPException, Request, Security
from fastapi.security import APIKeyQuery

access = logging.getLogger("urls")
access.propagate = False
access.setLevel("INFO")
access.handlers[:] = [logging.StreamHandler(sys.stdout)]
logging.getLogger("uvicorn.access").disabled = True
key = APIKeyQuery(name="key")
app = FastAPI()


@app.middleware("http")
async def log(request: Request, call_next):
    response = await call_next(request)
    access.info("%s %r %s", request.method, str(request.url), response.status_code)  # fault
    return response


@app.get("/feed")
def feed(given: Annotated[str, Security(key)]) -> str:
    if not given:
        raise HTTPException(403)
    return "feed"
