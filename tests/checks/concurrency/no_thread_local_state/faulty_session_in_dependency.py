"""A sync dependency opens a session for the request and leaves it in the thread."""

import threading
from collections.abc import Iterator

from fastapi import Depends, FastAPI


class Session:
    def __init__(self) -> None:
        self.rows = [{"id": 1}]

    def close(self) -> None:
        self.rows = []


class Registry:
    def __init__(self) -> None:
        self._local = threading.local()

    def open(self) -> Session:
        self._local.session = Session()  # fault
        return self._local.session


registry = Registry()
app = FastAPI()


def session() -> Iterator[Session]:
    opened = registry.open()
    try:
        yield opened
    finally:
        opened.close()


@app.get("/rows")
def rows(session: Session = Depends(session)) -> list[dict[str, int]]:
    return list(session.rows)
