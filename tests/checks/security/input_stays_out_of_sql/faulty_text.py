"""A search whose words are written into the statement."""

from typing import Annotated, Any

from fastapi import Depends
from sqlalchemy import StaticPool, create_engine, text
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.security._hardened import hardened

app = hardened()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
with engine.begin() as connection:
    connection.execute(text("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT)"))
    connection.execute(text("INSERT INTO items (name) VALUES ('kettle')"))
make_session = sessionmaker(engine)


def session() -> Any:
    with make_session() as found:
        yield found


@app.get("/items")
def search(db: Annotated[Session, Depends(session)], q: str = "") -> list[str]:
    rows = db.execute(text(f"SELECT name FROM items WHERE name LIKE '%{q}%'"))  # fault
    return [row.name for row in rows]
