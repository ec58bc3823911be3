"""Rows of a table: only what may be changed is taken over, by name; patches with exclude_unset."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException
from pydantic import BaseModel, ConfigDict
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from tests.checks.security._hardened import bearer, hardened

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = hardened()
User = Annotated[str, Depends(bearer)]


class Base(DeclarativeBase):
    pass


class Article(Base):
    __tablename__ = "articles"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    owner: Mapped[str]
    approved: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


Base.metadata.create_all(engine)


class ArticleIn(BaseModel):
    title: str


class ArticleOut(ArticleIn):
    model_config = ConfigDict(from_attributes=True)
    id: int
    owner: str
    approved: bool
    created_at: datetime


def session() -> Iterator[Session]:
    with Session(engine) as opened:
        yield opened


Db = Annotated[Session, Depends(session)]


def own(article_id: int, db: Db, user: User) -> Article:
    article = db.get(Article, article_id)
    if article is None or article.owner != user:
        raise HTTPException(404, "no such article")
    return article


@app.post("/articles", status_code=201, response_model=ArticleOut)
def write(body: ArticleIn, db: Db, user: User) -> Article:
    article = Article(**body.model_dump(), owner=user)
    db.add(article)
    db.commit()
    return article


@app.get("/articles/{article_id}", response_model=ArticleOut)
def read(article: Annotated[Article, Depends(own)]) -> Article:
    return article


@app.patch("/articles/{article_id}", response_model=ArticleOut)
def change(article: Annotated[Article, Depends(own)], body: ArticleIn, db: Db) -> Article:
    for name, value in body.model_dump(exclude_unset=True, include={"title"}).items():
        setattr(article, name, value)
    db.commit()
    return article
