"""A listener is added to the engine with each request."""

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, event, text
from sqlalchemy.orm import Session

engine = create_engine("sqlite://")
app = FastAPI()


def get_session():
    statements: list[str] = []

    def note(connection, cursor, statement, parameters, context, executemany) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)  # fault
    with Session(engine) as session:
        yield session


@app.get("/now")
def now(session: Session = Depends(get_session)) -> str:
    return str(session.scalar(text("SELECT CURRENT_DATE")))
