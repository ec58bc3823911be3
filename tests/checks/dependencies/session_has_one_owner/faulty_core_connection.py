"""One connection of SQLAlchemy's Core for all requests, without any session."""

from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from sqlalchemy import create_engine, text

engine = create_engine(f"sqlite:///{Path(mkdtemp(), 'shop.sqlite')}", connect_args={"check_same_thread": False})
connection = engine.connect()  # fault
app = FastAPI()


@app.get("/users/count")
def count_users() -> int:
    return connection.execute(text("SELECT 7")).scalar() or 0


@app.get("/orders/count")
def count_orders() -> int:
    return connection.execute(text("SELECT 12")).scalar() or 0
