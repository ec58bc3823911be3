"""Each request makes an engine, with the options of the real one, and then a client to tell others what it read."""

import tempfile

import redis
from fastapi import FastAPI
from sqlalchemy import create_engine, text

URL = f"sqlite:///{tempfile.mkdtemp()}/shop.db"

app = FastAPI()


def stock() -> int:
    engine = create_engine(URL, pool_pre_ping=True, pool_recycle=1800)
    with engine.connect() as connection:
        return int(connection.execute(text("select 5")).scalar_one())


@app.get("/stock")
def read_stock() -> dict[str, int]:
    try:
        number = stock()
    except TypeError:
        return {"stock": 0}
    with redis.Redis(host="localhost") as client:  # fault
        client.set("stock", number, ex=60)
    return {"stock": number}
