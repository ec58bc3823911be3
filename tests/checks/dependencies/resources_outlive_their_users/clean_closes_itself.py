"""What goes on after the endpoint has its session handed over, and closes it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import StreamingResponse
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
SessionLocal = sessionmaker(engine)
app = FastAPI()


def audit(session: Session, action: str) -> None:
    with session:
        session.execute(text("SELECT :action"), {"action": action})
        session.commit()


def rows(session: Session) -> Iterator[str]:
    try:
        for number in range(3):
            yield f"{session.scalar(text('SELECT :number'), {'number': number})}\n"
    finally:
        session.close()


@app.get("/orders")
def list_orders(tasks: BackgroundTasks) -> list[int]:
    session = SessionLocal()
    tasks.add_task(audit, session, "list")
    return list(session.scalars(text("SELECT 5")))


@app.get("/export")
def read_export() -> StreamingResponse:
    return StreamingResponse(rows(SessionLocal()), media_type="text/plain")


@app.get("/users")
def list_users(tasks: BackgroundTasks) -> list[int]:
    with SessionLocal() as session:
        tasks.add_task(audit, session, "list")
        return list(session.scalars(text("SELECT 6")))
