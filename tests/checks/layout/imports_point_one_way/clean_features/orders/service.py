from sqlalchemy.orm import Session

from ..users import service as users
from ..users.schemas import UserIn
from .models import Order
from .schemas import OrderIn


def place(db: Session, given: OrderIn, name: str) -> Order:
    users.find(db, name) or users.add(db, UserIn(name=name))
    order = Order(name=given.name)
    db.add(order)
    db.commit()
    return order
