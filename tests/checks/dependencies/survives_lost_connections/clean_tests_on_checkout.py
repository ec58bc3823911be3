"""An older recipe: a listener asks each connection whether it is alive before it is used."""

from typing import Any

from fastapi import FastAPI
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import sessionmaker

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


@app.get("/one")
def one() -> int:
    with sessions() as session:
        return session.scalar(text("select 1")) or 0
