from fastapi import Request

from .login import PATH


def current_user(request: Request) -> str:
    return request.headers.get("x-user", PATH)
