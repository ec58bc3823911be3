"""A repository makes its engine when it is made, and a dependency makes a repository for each request."""

import tempfile

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text

URL = f"sqlite:///{tempfile.mkdtemp()}/shop.db"

app = FastAPI()


class Repository:
    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)  # fault

    def count(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(text("select 3")).scalar_one())


def repository() -> Repository:
    return Repository(URL)


@app.get("/items/count")
def count(items: Repository = Depends(repository)) -> dict[str, int]:
    return {"count": items.count()}
