"""Every order is written with a session of its own, and all of them are kept."""

from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("sqlite://")
make_session = sessionmaker(engine)

app = FastAPI()
app.state.sessions = {}


def _session() -> Session:
    session = make_session()
    app.state.sessions[id(session)] = session  # fault
    return session


@app.post("/orders", status_code=201)
def create_order() -> dict[str, int]:
    session = _session()
    number = session.execute(text("SELECT 1")).scalar_one()
    session.close()
    return {"id": number}
