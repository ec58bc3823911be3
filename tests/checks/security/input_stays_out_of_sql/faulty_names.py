"""The names of what is sent are taken for names of columns; the values are bound."""

import sqlite3
import threading
from typing import Annotated

from fastapi import Body

from tests.checks.security._hardened import hardened

app = hardened()
database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
database.execute("CREATE TABLE readings (id INTEGER PRIMARY KEY, title TEXT, unit TEXT)")
lock = threading.Lock()


@app.post("/readings", status_code=201)
def add(body: Annotated[dict[str, str], Body(examples=[{"title": "x", "unit": "m"}])]) -> dict[str, str]:
    places = ", ".join("?" for _ in body)
    with lock:
        database.execute(  # fault
            f"INSERT INTO readings ({', '.join(body)}) VALUES ({places})", list(body.values())
        )
    return body
