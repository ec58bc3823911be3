"""An older recipe: a listener asks each connection whether it is alive before it is used."""

from collections.abc import Iterator
from typing import Any

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._postgresql import PSYCOPG2

engine = create_engine(PSYCOPG2, pool_size=3)
sessions = sessionmaker(engine)
app = FastAPI()


@event.listens_for(engine, "checkout")
def ask(connection: Any, record: Any, proxy: Any) -> None:
    cursor = connection.cursor()
    try:
        cursor.execute("select 1")
    except Exception as error:
        raise DisconnectionError from error
    finally:
        cursor.close()


def get_db() -> Iterator[Session]:
    with sessions() as session:
        yield session


@app.get("/one")
def one(db: Session = Depends(get_db)) -> int:
    return db.scalar(text("select 1")) or 0
