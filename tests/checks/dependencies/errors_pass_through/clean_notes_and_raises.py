"""Exceptions are counted, kept for later and told apart, and raised all the same."""

import inspect
from collections.abc import AsyncIterator, Iterator
from functools import partial

from fastapi import Depends, FastAPI, HTTPException, Request

SCOPE = {"scope": "function"} if "scope" in inspect.signature(Depends).parameters else {}


class Failures:
    server = 0
    client = 0


def counted(by: int) -> Iterator[None]:
    try:
        yield
    except HTTPException as error:
        if error.status_code >= 500:
            Failures.server += by
        else:
            Failures.client += by
        raise
    except Exception:
        Failures.server += by
        raise


async def kept(request: Request, _: None = Depends(partial(counted, 1), **SCOPE)) -> AsyncIterator[None]:
    found: Exception | None = None
    try:
        yield
    except Exception as error:
        found = error
    request.state.failed = found is not None
    if found is not None:
        raise found


def unused() -> Iterator[None]:
    try:
        yield
    except Exception:
        print("this one is overridden")


app = FastAPI()
app.dependency_overrides[unused] = kept


@app.get("/kept", dependencies=[Depends(kept, **SCOPE)])
async def read_kept() -> int:
    return 1


@app.get("/overridden", dependencies=[Depends(unused, **SCOPE)])
def read_overridden() -> int:
    return 2
