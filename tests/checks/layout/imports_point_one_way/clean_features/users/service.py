from sqlalchemy import select
from sqlalchemy.orm import Session

from .models import User
from .schemas import UserIn


def find(db: Session, name: str) -> User | None:
    return db.scalar(select(User).where(User.name == name))


def add(db: Session, given: UserIn) -> User:
    user = User(name=given.name)
    db.add(user)
    db.commit()
    return user
