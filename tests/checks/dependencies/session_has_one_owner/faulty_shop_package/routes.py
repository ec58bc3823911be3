"""What is counted."""

from typing import Annotated

from fastapi import APIRouter, Depends

from .database import Repository

router = APIRouter()


class Users(Repository):
    number = 7


class Orders(Repository):
    number = 12


@router.get("/users/count")
def count_users(users: Annotated[Users, Depends()]) -> int:
    return users.count()


@router.get("/orders/count")
def count_orders(orders: Annotated[Orders, Depends()]) -> int:
    return orders.count()
