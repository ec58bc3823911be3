"""A row of the database is answered as it is."""

from typing import Any

from fastapi import HTTPException
from pwdlib.hashers.argon2 import Argon2Hasher
from pydantic import BaseModel
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import hardened

app = hardened()
engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
hasher = Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)


class Base(DeclarativeBase):
    pass


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    pw: Mapped[str]


Base.metadata.create_all(engine)


class NewMember(BaseModel):
    name: str
    password: str


@app.post("/members", status_code=201)
def join(body: NewMember) -> dict[str, int]:
    with Session(engine) as session:
        member = Member(name=body.name, pw=hasher.hash(body.password))
        session.add(member)
        session.commit()
        return {"id": member.id}


@app.get("/members/{member_id}")
def member(member_id: int) -> Any:  # fault
    with Session(engine) as session:
        found = session.get(Member, member_id)
        if found is None:
            raise HTTPException(404, "no such member")
        return {column.name: getattr(found, column.name) for column in Member.__table__.columns}
