from typing import TYPE_CHECKING as CHECKED

if CHECKED:
    from .users import User


def of(user: "User") -> str:
    return user.name
