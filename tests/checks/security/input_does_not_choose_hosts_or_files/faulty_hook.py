"""A host in a body is asked by way of http.client, by two operations; a report is read by its name."""

import http.client
from pathlib import Path
from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel

from tests.checks.security._hardened import hardened

app = hardened()


class Target(BaseModel):
    host: str
    path: str = "/"


def ask(target: Target) -> int:
    connection = http.client.HTTPConnection(target.host, timeout=1)
    try:
        connection.request("GET", "/status")  # fault
        return connection.getresponse().status
    except OSError:
        raise HTTPException(502, "not there") from None
    finally:
        connection.close()


@app.post("/ping")
def ping(target: Target) -> dict[str, Any]:
    return {"status": ask(target)}


@app.post("/probe")
def probe(target: Target) -> int:
    return ask(target)


@app.get("/reports")
def report(name: str) -> str:
    try:
        return Path(f"reports/{name}.txt").read_text()  # fault
    except OSError:
        raise HTTPException(404, "no such report") from None
