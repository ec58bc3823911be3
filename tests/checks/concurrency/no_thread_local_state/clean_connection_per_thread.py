"""What is costly to make and must not be shared by threads is made once in each."""

import random
import sqlite3
import threading

from fastapi import FastAPI

app = FastAPI()
_local = threading.local()


def connection() -> sqlite3.Connection:
    if not hasattr(_local, "connection"):
        _local.connection = sqlite3.connect(":memory:")
    return _local.connection


def generator() -> random.Random:
    found = getattr(_local, "generator", None)
    if found is None:
        found = _local.generator = random.Random()
    return found


@app.get("/one")
def one() -> dict[str, int]:
    return {"one": connection().execute("select 1").fetchone()[0]}


@app.get("/dice")
def dice() -> dict[str, int]:
    return {"eyes": generator().randint(1, 6)}
