"""Passwords in, and only what is left of them out: masked, as a flag, as SecretStr, as a field that is excluded."""

import hashlib
import secrets
from typing import Annotated

from fastapi import Depends, HTTPException
from pydantic import BaseModel, Field, SecretStr, computed_field

from tests.checks.security._hardened import bearer, hardened

app = hardened()


class Account(BaseModel):
    id: int
    email: str
    hashed_password: str = Field(exclude=True)
    api_key: SecretStr

    @computed_field  # type: ignore[prop-decorator]
    @property
    def has_password(self) -> bool:
        return bool(self.hashed_password)


class AccountIn(BaseModel):
    email: str
    password: SecretStr = Field(min_length=8)


accounts: dict[int, Account] = {}


@app.post("/accounts", status_code=201)
def register(body: AccountIn) -> Account:
    salt = secrets.token_hex(8)
    hashed = hashlib.scrypt(body.password.get_secret_value().encode(), salt=salt.encode(), n=2, r=1, p=1)
    number = len(accounts) + 1
    key = SecretStr(secrets.token_hex(16))
    accounts[number] = Account(id=number, email=body.email, hashed_password=hashed.hex(), api_key=key)
    return accounts[number]


@app.get("/accounts/{account_id}")
def account(account_id: int) -> Account:
    if account_id not in accounts:
        raise HTTPException(404, "no such account")
    return accounts[account_id]


@app.get("/accounts/{account_id}/keys")
def keys(account_id: int, user: Annotated[str, Depends(bearer)]) -> list[dict[str, str]]:
    return [{"api_key": f"sk-...{secrets.token_hex(2)}", "name": "main", "owner": user}]
