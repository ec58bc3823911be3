"""A scoped session is removed after the answer; a background task gets another one, and removes that too."""

from pathlib import Path
from tempfile import mkdtemp

from fastapi import BackgroundTasks, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
db = scoped_session(sessionmaker(engine))
app = FastAPI()


def audit(action: str) -> None:
    try:
        db.execute(text("SELECT :action"), {"action": action})
    finally:
        db.remove()


@app.get("/orders")
def list_orders(tasks: BackgroundTasks) -> list[int]:
    tasks.add_task(audit, "list")
    try:
        return list(db.scalars(text("SELECT 5")))
    finally:
        db.remove()
