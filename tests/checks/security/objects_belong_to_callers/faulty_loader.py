"""A dependency loads the row by its id alone, for all operations on one."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import StaticPool, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import bearer, hardened

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = hardened()


class Base(DeclarativeBase):
    pass


class Invoice(Base):
    __tablename__ = "invoices"
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    customer: Mapped[str]


Base.metadata.create_all(engine)


class InvoiceIn(BaseModel):
    subject: str


class InvoiceOut(InvoiceIn):
    model_config = ConfigDict(from_attributes=True)
    id: int


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


Db = Annotated[Session, Depends(session)]
User = Annotated[str, Depends(bearer)]


def invoice(invoice_id: int, db: Db, user: User) -> Invoice:  # fault
    found = db.get(Invoice, invoice_id)
    if found is None:
        raise HTTPException(404, "no such invoice")
    return found


Loaded = Annotated[Invoice, Depends(invoice)]


@app.post("/invoices", status_code=201, response_model=InvoiceOut)
def add(body: InvoiceIn, db: Db, user: User) -> Invoice:
    made = Invoice(subject=body.subject, customer=user)
    db.add(made)
    db.commit()
    return made


@app.get("/invoices", response_model=list[InvoiceOut])
def listed(db: Db, user: User) -> list[Invoice]:
    return list(db.scalars(select(Invoice).where(Invoice.customer == user)))


@app.get("/invoices/{invoice_id}", response_model=InvoiceOut)
def read(found: Loaded) -> Invoice:
    return found


@app.patch("/invoices/{invoice_id}", response_model=InvoiceOut)
def change(found: Loaded, body: InvoiceIn, db: Db) -> Invoice:
    found.subject = body.subject
    db.commit()
    return found
