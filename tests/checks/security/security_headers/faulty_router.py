"""Headers by a dependency: what is answered in its place, and what no route answers, is without."""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware


def careful(response: Response) -> None:
    response.headers["X-Content-Type-Options"] = "nosniff"


app = FastAPI(openapi_url=None, dependencies=[Depends(careful)])  # fault
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "testserver"])


def known(name: str) -> str:
    if name != "ann":
        raise HTTPException(404, "no such name")
    return name


@app.get("/names/{name}")
def read(name: Annotated[str, Depends(known)]) -> dict[str, str]:
    return {"name": name}


@app.get("/things")
def things() -> list[int]:
    return [1]
