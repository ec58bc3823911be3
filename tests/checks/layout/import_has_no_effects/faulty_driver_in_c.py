"""A connection by a driver that is written in C, which Python's audit hooks do not hear of."""

import psycopg2
from fastapi import FastAPI

try:
    connection = psycopg2.connect("host=127.0.0.1 port=9 dbname=none")  # fault
except psycopg2.OperationalError:
    connection = None

app = FastAPI()


@app.get("/items")
def read_items() -> list[str]:
    return []
