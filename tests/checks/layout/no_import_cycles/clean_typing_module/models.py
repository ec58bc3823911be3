from __future__ import annotations

import typing as t

from pydantic import BaseModel

if t.TYPE_CHECKING:
    from . import service


class Order(BaseModel):
    number: int

    def saved_by(self, orders: service.Orders) -> Order:
        return orders.save(self)
