"""A model that lets everything through, dumped into a table."""

from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import hardened

app = hardened()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    balance: Mapped[int] = mapped_column(default=0)


Base.metadata.create_all(engine)


class NewAccount(BaseModel):
    model_config = ConfigDict(extra="allow")
    name: str


def shown(account: Account) -> dict[str, Any]:
    return {"id": account.id, "name": account.name, "balance": account.balance}


@app.post("/accounts", status_code=201)
def make(body: NewAccount) -> dict[str, Any]:
    with Session(engine) as session:
        account = Account(name=body.name)
        session.add(account)
        session.commit()
        return shown(account)


@app.patch("/accounts/{account_id}")
def change(account_id: int, body: NewAccount) -> dict[str, Any]:  # fault
    with Session(engine) as session:
        account = session.get(Account, account_id)
        if account is None:
            raise HTTPException(404, "no such account")
        for name, value in body.model_dump().items():
            setattr(account, name, value)
        session.commit()
        return shown(account)


@app.get("/accounts/{account_id}")
def account(account_id: int) -> dict[str, Any]:
    with Session(engine) as session:
        found = session.get(Account, account_id)
        if found is None:
            raise HTTPException(404, "no such account")
        return shown(found)
