"""A password is kept as it is, and shown with the account; the settings show a key."""

from itertools import count
from typing import Any

from fastapi import HTTPException

from tests.checks.security._hardened import hardened

app = hardened()
accounts: dict[int, dict[str, Any]] = {}
numbers = count(1)


@app.post("/accounts", status_code=201)
def make(name: str, body: dict[str, str]) -> dict[str, int]:
    number = next(numbers)
    accounts[number] = {"id": number, "name": name, **body}
    return {"id": number}


@app.get("/accounts/{account_id}")
def account(account_id: int) -> dict[str, Any]:
    if account_id not in accounts:
        raise HTTPException(404, "no such account")
    return accounts[account_id]


@app.get("/config")
def config() -> dict[str, Any]:  # fault
    return {"region": "eu", "jwt": {"secret_key": "b2f1c09a77de4f0f8c1e", "minutes": 30}}
