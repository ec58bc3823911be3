"""A repository over a pool of psycopg2's own, which hands out whatever it has kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import Depends, FastAPI
from psycopg2.pool import ThreadedConnectionPool

from tests.checks.dependencies._postgresql import URL


class Database:
    def __init__(self, url: str) -> None:
        self.pool = ThreadedConnectionPool(1, 50, url)  # fault

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        connection = self.pool.getconn()
        try:
            with connection, connection.cursor() as cursor:
                yield cursor
        finally:
            self.pool.putconn(connection)


class Settings:
    """The settings of the server, by name."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def one(self, name: str) -> str:
        with self.database.cursor() as cursor:
            cursor.execute("select current_setting(%s)", (name,))
            return str(cursor.fetchone()[0])


database = Database(URL)
app = FastAPI()


def settings() -> Settings:
    return Settings(database)


@app.get("/timezone")
def timezone(settings: Settings = Depends(settings)) -> dict[str, str]:
    return {"timezone": settings.one("TimeZone")}
