"""A repository writes to the table and to Redis: what was written is what is read, and lists are dropped."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from redis.exceptions import RedisError
from sqlalchemy import StaticPool, String, create_engine, select
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


Products = TypeAdapter(list[Product])


def session() -> Iterator[Session]:
    with sessions() as opened:
        yield opened


class Repository:
    def __init__(self, session: Annotated[Session, Depends(session)]) -> None:
        self._session = session

    def save(self, row: Row) -> Product:
        self._session.add(row)
        self._session.commit()
        saved = Product(id=row.id, name=row.name)
        with suppress(RedisError):
            redis.set(f"product:{row.id}", saved.model_dump_json(), ex=300)
            for key in redis.scan_iter("products:*"):
                redis.delete(key)
        return saved

    def one(self, product_id: int) -> Product | None:
        with suppress(RedisError, ValidationError):
            stored = redis.get(f"product:{product_id}")
            if stored is not None:
                return Product.model_validate_json(stored)
        row = self._session.get(Row, product_id)
        if row is None:
            return None
        with suppress(RedisError):
            redis.set(f"product:{row.id}", json.dumps({"id": row.id, "name": row.name}), ex=300)
        return Product(id=row.id, name=row.name)

    def several(self, limit: int) -> list[Product]:
        with suppress(RedisError, ValidationError):
            stored = redis.get(f"products:{limit}")
            if stored is not None:
                return Products.validate_json(stored)
        rows = self._session.scalars(select(Row).order_by(Row.id.desc()).limit(limit))
        found = [Product(id=row.id, name=row.name) for row in rows]
        with suppress(RedisError):
            redis.set(f"products:{limit}", Products.dump_json(found), ex=300)
        return found

    def row(self, product_id: int) -> Row | None:
        return self._session.get(Row, product_id)


Known = Annotated[Repository, Depends()]


@app.post("/products", status_code=201)
def create(product: ProductIn, repository: Known) -> Product:
    return repository.save(Row(name=product.name))


@app.get("/products")
def read_all(repository: Known, limit: int = 10) -> list[Product]:
    return repository.several(min(max(limit, 1), 100))


@app.get("/products/{product_id}")
def read(product_id: int, repository: Known) -> Product:
    found = repository.one(product_id)
    if found is None:
        raise HTTPException(404)
    return found


@app.patch("/products/{product_id}")
def change(product_id: int, product: ProductIn, repository: Known) -> Product:
    row = repository.row(product_id)
    if row is None:
        raise HTTPException(404)
    row.name = product.name
    return repository.save(row)
