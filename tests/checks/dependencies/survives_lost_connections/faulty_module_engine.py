"""A catalogue of tables whose engine trusts the connections it has kept."""

from collections.abc import Iterator

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

from tests.checks.dependencies._postgresql import PSYCOPG2

ALSO = ("dependencies.burst-completes",)

engine = create_engine(PSYCOPG2, pool_size=5, max_overflow=10)  # fault
SessionLocal = sessionmaker(bind=engine, autoflush=False)
app = FastAPI()


def get_db() -> Iterator[Session]:
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


@app.get("/schemas")
def list_schemas(db: Session = Depends(get_db)) -> list[str]:
    return list(db.scalars(text("select nspname::text from pg_namespace order by 1 limit 5")))


@app.get("/languages")
def list_languages(db: Session = Depends(get_db)) -> list[str]:
    return list(db.scalars(text("select lanname::text from pg_language order by 1")))
