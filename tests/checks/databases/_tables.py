"""The table of the two shops beside this module, under a name that no other database has."""

from __future__ import annotations

import os
import secrets

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

URL = os.environ["SHOP_URL"]


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = f"conformance_items_{secrets.token_hex(6)}"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
