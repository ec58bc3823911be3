from typing import TYPE_CHECKING

TOTAL = 3

if not TYPE_CHECKING:
    User = object
else:
    from .users import User


def of(user: "User") -> int:
    return TOTAL
