"""Rows of a table with a hash in it, answered by a model, a list of columns, and a model that leaves out."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import BaseModel, ConfigDict
from sqlalchemy import StaticPool, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import hardened

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
hasher = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
app = hardened()


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    password_hash: Mapped[str]


Base.metadata.create_all(engine)


class UserIn(BaseModel):
    name: str
    password: str


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


class UserRow(UserOut):
    password_hash: str


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


Db = Annotated[Session, Depends(session)]


@app.post("/users", status_code=201, response_model=UserOut)
def register(body: UserIn, db: Db) -> User:
    user = User(name=body.name, password_hash=hasher.hash(body.password))
    db.add(user)
    db.commit()
    return user


@app.get("/users")
def listed(db: Db) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(select(User.id, User.name)).mappings()]


@app.get("/users/{user_id}", response_model=UserRow, response_model_exclude={"password_hash"})
def read(user_id: int, db: Db) -> User:
    user = db.get(User, user_id)
    if user is None:
        raise HTTPException(404, "no such user")
    return user
