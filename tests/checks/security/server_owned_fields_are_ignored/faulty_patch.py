"""Whatever a patch holds is set on the row."""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Body, Depends, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import bearer, hardened

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = hardened()
Changes = Annotated[dict[str, Any], Body(examples=[{"name": "b"}])]
User = Annotated[str, Depends(bearer)]


class Base(DeclarativeBase):
    pass


class Member(Base):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    inviter: Mapped[str]
    is_admin: Mapped[bool] = mapped_column(default=False)


Base.metadata.create_all(engine)


class MemberIn(BaseModel):
    name: str


class MemberOut(MemberIn):
    model_config = ConfigDict(from_attributes=True)
    id: int
    is_admin: bool


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


Db = Annotated[Session, Depends(session)]


def invited(member_id: int, db: Db, user: User) -> Member:
    found = db.get(Member, member_id)
    if found is None or found.inviter != user:
        raise HTTPException(404, "no such member")
    return found


@app.post("/members", status_code=201, response_model=MemberOut)
def invite(body: MemberIn, db: Db, user: User) -> Member:
    member = Member(name=body.name, inviter=user)
    db.add(member)
    db.commit()
    return member


@app.get("/members/{member_id}", response_model=MemberOut)
def read(found: Annotated[Member, Depends(invited)]) -> Member:
    return found


@app.patch("/members/{member_id}", response_model=MemberOut)
def change(found: Annotated[Member, Depends(invited)], db: Db, changes: Changes) -> Member:  # fault
    for name, value in changes.items():
        setattr(found, name, value)
    db.commit()
    return found
