"""Each worker thread opens a connection to the database file once, and keeps it."""

import sqlite3
import tempfile
import threading
from pathlib import Path

from fastapi import Depends, FastAPI

PATH = Path(tempfile.mkdtemp()) / "shop.db"
local = threading.local()

app = FastAPI()


def connection() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(PATH)
    return local.connection


@app.get("/count")
def count(db: sqlite3.Connection = Depends(connection)) -> dict[str, int]:
    return {"tables": db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]}
