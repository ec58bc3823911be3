from __future__ import annotations

import typing as t
from typing import TYPE_CHECKING as CHECKED

from pydantic import BaseModel

from . import names, orders

if t.TYPE_CHECKING:
    from .orders import Order


class User(BaseModel):
    name: str
    total: int = orders.TOTAL
