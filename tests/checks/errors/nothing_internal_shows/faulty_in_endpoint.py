"""One operation wraps its body in try and puts the exception into a 500 of its own."""

import sqlite3

from fastapi import HTTPException

from tests.checks.errors._base import make_app

app = make_app("detail")
connection = sqlite3.connect(":memory:", check_same_thread=False)
connection.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY, title TEXT)")
connection.execute("INSERT INTO reports VALUES (1, 'May')")


def titles() -> list[str]:
    return [row[0] for row in connection.execute("SELECT title FROM reports")]


@app.get("/reports")
def list_reports() -> list[str]:
    try:
        return titles()
    except Exception as e:
        raise HTTPException(status_code=500, detail=f"Could not read the reports: {e}") from e  # fault


@app.get("/reports/count")
def count_reports() -> int:
    return len(titles())
