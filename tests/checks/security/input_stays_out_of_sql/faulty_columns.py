"""A column by name as literal_column, and a header in a statement that goes straight to the driver."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Header
from sqlalchemy import Connection, StaticPool, create_engine, literal_column, select, table

from tests.checks.security._hardened import hardened

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
with engine.begin() as made:
    made.exec_driver_sql("CREATE TABLE visits (id INTEGER PRIMARY KEY, page TEXT, tenant TEXT)")
app = hardened()
visits = table("visits")


def connection() -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


Db = Annotated[Connection, Depends(connection)]


@app.get("/visits")
def listed(db: Db, column: str = "page") -> list[Any]:
    return list(db.scalars(select(literal_column(column)).select_from(visits)))  # fault


@app.get("/mine")
def mine(db: Db, x_tenant: Annotated[str, Header()] = "shop") -> int:
    found = db.exec_driver_sql(f"SELECT count(*) FROM visits WHERE tenant = '{x_tenant}'")  # fault
    return int(found.scalar_one())
