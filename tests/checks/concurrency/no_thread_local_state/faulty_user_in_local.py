"""The user is kept for the thread, in a sync endpoint: right for as long as nothing of it becomes async."""

import threading

from fastapi import FastAPI, Header

app = FastAPI()
_local = threading.local()


@app.get("/me")
def me(x_user: str = Header("guest")) -> dict[str, str]:
    _local.user = x_user  # fault
    return {"user": describe()}


def describe() -> str:
    return f"user {_local.user}"
