"""A row is changed by SQLAlchemy, and its copy in Redis stays what it was."""

from collections.abc import Iterator
from contextlib import suppress

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field
from redis.exceptions import RedisError
from sqlalchemy import StaticPool, String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from tests.checks.cache._redis import synchronous

engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool)
redis = synchronous()
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "product"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(50))


Base.metadata.create_all(engine)
sessions = sessionmaker(engine)


class ProductIn(BaseModel):
    name: str = Field(max_length=50)


class Product(ProductIn):
    id: int


def session() -> Iterator[Session]:
    with sessions() as opened:
        yield opened


@app.post("/products", status_code=201)
def create(product: ProductIn, session: Session = Depends(session)) -> Product:
    row = Row(name=product.name)
    session.add(row)
    session.commit()
    return Product(id=row.id, name=row.name)


@app.get("/products/{product_id}")
def read(product_id: int, session: Session = Depends(session)) -> Product:
    with suppress(RedisError, ValueError):
        stored = redis.get(f"product:{product_id}")
        if stored is not None:
            return Product.model_validate_json(stored)
    row = session.get(Row, product_id)
    if row is None:
        raise HTTPException(404)
    found = Product(id=row.id, name=row.name)
    with suppress(RedisError):
        redis.set(f"product:{product_id}", found.model_dump_json(), ex=300)
    return found


@app.patch("/products/{product_id}")
def change(product_id: int, product: ProductIn, session: Session = Depends(session)) -> Product:  # fault
    row = session.get(Row, product_id)
    if row is None:
        raise HTTPException(404)
    row.name = product.name
    session.commit()
    return Product(id=row.id, name=row.name)
