"""Text by hand, of a file that all processes write to."""

import os
import sqlite3
import tempfile

from fastapi import FastAPI, Request, Response

PATH = os.path.join(os.environ.get("PROMETHEUS_MULTIPROC_DIR") or tempfile.mkdtemp(), "counts.sqlite")
app = FastAPI()


def connect() -> sqlite3.Connection:
    connection = sqlite3.connect(PATH, timeout=5)
    connection.execute("create table if not exists counts (route text primary key, number integer)")
    return connection


@app.middleware("http")
async def count(request: Request, call_next):
    try:
        return await call_next(request)
    finally:
        route = getattr(request.scope.get("route"), "path", "unmatched")
        with connect() as connection:
            connection.execute(
                "insert into counts values (?, 1) on conflict (route) do update set number = number + 1", (route,)
            )


@app.get("/hello")
async def hello() -> str:
    return "hello"


@app.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    with connect() as connection:
        rows = connection.execute("select route, number from counts").fetchall()
    lines = ["# TYPE requests_total counter", *(f'requests_total{{route="{route}"}} {n}' for route, n in rows)]
    return Response("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")
