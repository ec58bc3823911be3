"""A repository object remembers the row it was asked for last."""

import asyncio
from typing import Any

from fastapi import FastAPI, HTTPException

app = FastAPI()
ACCOUNTS = {
    1: {"id": 1, "holder": "Ada Archer", "balance": 120},
    2: {"id": 2, "holder": "Bert Baker", "balance": 340},
    3: {"id": 3, "holder": "Carl Cooper", "balance": 5},
}


class Repository:
    row: dict[str, Any] | None = None

    async def load(self, account_id: int) -> None:
        self.row = ACCOUNTS[account_id]  # fault
        await asyncio.sleep(0)


repository = Repository()


@app.get("/accounts")
async def accounts() -> list[dict[str, Any]]:
    return list(ACCOUNTS.values())


@app.get("/accounts/{account_id}")
async def account(account_id: int) -> dict[str, Any] | None:
    if account_id not in ACCOUNTS:
        raise HTTPException(404, "No such account")
    await repository.load(account_id)
    return repository.row
