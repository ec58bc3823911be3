"""A login in plain sqlite3, put together with the operator %."""

import sqlite3

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

ALSO = ("security.login-throttles",)
app = hardened()
database = sqlite3.connect(":memory:", check_same_thread=False)
database.execute("CREATE TABLE users (name TEXT, password TEXT)")


class Credentials(BaseModel):
    username: str
    password: str


@app.post("/login")
def login(given: Credentials) -> dict[str, str]:
    cursor = database.cursor()
    query = "SELECT name FROM users WHERE name = '%s' AND password = ?" % given.username
    cursor.execute(query, (given.password,))  # fault
    if cursor.fetchone() is None:
        raise HTTPException(401, "wrong", headers={"WWW-Authenticate": "Bearer"})
    return {"token": "t"}
