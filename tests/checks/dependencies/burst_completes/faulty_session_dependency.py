"""The session of a request, as everybody writes it: it keeps its connection while the answer waits for a thread."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(
    f"sqlite:///{Path(tempfile.mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False}
)
SessionLocal = sessionmaker(bind=engine, autoflush=False)
app = FastAPI()


class Item(BaseModel):
    id: int
    name: str


def get_db() -> Iterator[Session]:
    db = SessionLocal()  # fault
    try:
        yield db
    finally:
        db.close()


@app.get("/items", response_model=list[Item])
def list_items(db: Session = Depends(get_db)):
    return [{"id": row.id, "name": row.name} for row in db.execute(text("select 1 as id, 'kettle' as name"))]


@app.get("/items/{item_id}")
def read_item(item_id: int, db: Session = Depends(get_db)) -> Item:
    return Item(id=item_id, name=db.scalar(text("select 'kettle'")))
