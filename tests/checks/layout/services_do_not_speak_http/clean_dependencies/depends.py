from fastapi import HTTPException

from .database import sessions


def current_user(x_user: str = "ann") -> str:
    if sessions is None:
        raise HTTPException(401)
    return x_user
