"""A sync dependency fills a threading.local; the endpoint runs in another thread and finds somebody else's."""

import threading

from fastapi import Depends, FastAPI, Header

app = FastAPI()
session = threading.local()
ALSO = ["concurrency.no-thread-local-state"]


def authenticate(x_user: str = Header("guest")) -> None:
    session.user = x_user  # fault


@app.get("/profile", dependencies=[Depends(authenticate)])
def profile() -> dict[str, str]:
    return {"user": getattr(session, "user", "guest")}
