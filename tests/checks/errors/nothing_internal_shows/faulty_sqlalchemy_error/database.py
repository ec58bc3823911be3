"""The engine, the table, and what happens when it fails."""

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from fastapi import HTTPException
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

P = ParamSpec("P")
R = TypeVar("R")
log = logging.getLogger(__name__)

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
metadata = MetaData()
members = Table("members", metadata, Column("id", Integer, primary_key=True), Column("name", String(50)))
metadata.create_all(engine)
with engine.begin() as connection:
    connection.execute(members.insert(), [{"id": 1, "name": "ann"}])


def unavailable_on_error(function: Callable[P, R]) -> Callable[P, R]:
    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except SQLAlchemyError as e:
            log.exception("the database failed")
            raise HTTPException(503, f"Database error: {e}", {"Retry-After": "5"}) from e  # fault

    return guarded
