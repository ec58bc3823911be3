from fastapi import HTTPException, Request


def require_user(request: Request) -> None:
    if request.headers.get("x-user") == "nobody":
        raise HTTPException(401)
