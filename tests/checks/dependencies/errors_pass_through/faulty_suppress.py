"""`suppress` around the `yield` of an app-wide dependency hides a missing key of an endpoint."""

from collections.abc import Iterator
from contextlib import suppress

from fastapi import Depends, FastAPI


def lenient() -> Iterator[None]:
    with suppress(KeyError):  # fault
        yield


app = FastAPI(dependencies=[Depends(lenient)])


@app.get("/words")
def read_words() -> dict[str, int]:
    return {"tea": 1}
